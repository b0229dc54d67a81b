package io.texml.examples.webflux;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Lets only those dial, and see numbers and meters, who have the token. A page in somebody's browser is refused by its
 * {@code Origin}, unless that is where the application itself is called, and by the {@code Host} when a name server was made
 * to lead its own name here. The platform's requests have a signature instead.
 */
@Component
class CallsGuard implements WebFilter {

    /** Matched as the controllers are, so that no way to write a path leads past. */
    private static final List<PathPattern> GUARDED = Stream.of("/calls/**", "/recordings/**", "/actuator/**")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    /** Whoever asks whether the application lives has no token, and hears one word. */
    private static final PathPattern HEALTH = PathPatternParser.defaultInstance.parse("/actuator/health/**");

    private final byte[] authorization;
    private final Set<String> hosts;

    CallsGuard(CallsProperties properties) {
        authorization = ("Bearer " + properties.token()).getBytes(StandardCharsets.UTF_8);
        hosts = properties.hosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpStatus refusal = refusal(exchange.getRequest());
        if (refusal == null) {
            return chain.filter(exchange);
        }
        exchange.getResponse().setStatusCode(refusal);
        return exchange.getResponse().setComplete();
    }

    private @Nullable HttpStatus refusal(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        if (HEALTH.matches(path) || GUARDED.stream().noneMatch(pattern -> pattern.matches(path))) {
            return null;
        }
        HttpHeaders headers = request.getHeaders();
        InetSocketAddress host = headers.getHost();
        if (host == null
                || !hosts.contains(host.getHostString().toLowerCase(Locale.ROOT))
                || CorsUtils.isCorsRequest(request)) {
            return HttpStatus.FORBIDDEN;
        }
        String given = String.valueOf(headers.getFirst(HttpHeaders.AUTHORIZATION));
        boolean known = MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
        return known ? null : HttpStatus.UNAUTHORIZED;
    }
}
