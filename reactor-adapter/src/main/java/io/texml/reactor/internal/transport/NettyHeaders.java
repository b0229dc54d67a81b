package io.texml.reactor.internal.transport;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.texml.Headers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A response's headers as they came, without a copy. */
public final class NettyHeaders implements Headers {

    /** The names that every answer is asked for: as text their hashes were computed anew each time. */
    private static final Map<String, AsciiString> HASHED = Stream.of(
                    "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")
            .collect(Collectors.toUnmodifiableMap(Function.identity(), AsciiString::cached));

    private final HttpHeaders headers;

    public NettyHeaders(HttpHeaders headers) {
        this.headers = headers;
    }

    @Override
    public @Nullable String first(String name) {
        CharSequence hashed = HASHED.get(name);
        return headers.get(hashed == null ? name : hashed);
    }

    @Override
    public List<String> all(String name) {
        return List.copyOf(headers.getAll(name));
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(headers.names());
    }

    /** The names only. */
    @Override
    public String toString() {
        return "Headers" + headers.names();
    }
}
