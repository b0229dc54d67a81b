package io.texml.reactor.internal;

import io.texml.ExchangeObserver;
import io.texml.RequestOptions;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.DialPace;
import io.texml.reactor.ExchangeInstrumentation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/**
 * Everything that a client was configured with, checked.
 *
 * @param apiKey goes into the authorization header of requests to the origin of {@code baseUrl} and nowhere else
 * @param defaultOptions headers for every request
 */
public record ClientSettings(
        String apiKey,
        URI baseUrl,
        String userAgent,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration totalTimeout,
        int maxConnections,
        int maxConcurrency,
        int maxWaiting,
        Duration maxWait,
        Duration maxIdleTime,
        Duration closeGrace,
        long maxResponseBytes,
        boolean compression,
        @Nullable Proxy proxy,
        @Nullable SSLContext sslContext,
        RetryPolicy retryPolicy,
        int retryBudget,
        boolean obeysRateLimits,
        @Nullable DialPace dialPace,
        RequestOptions defaultOptions,
        List<ExchangeObserver> observers,
        List<ExchangeInstrumentation> instrumentations,
        UnaryOperator<HttpClient> customizer) {

    /** Nothing of it: it holds the key and may hold a proxy's password. */
    @Override
    public String toString() {
        return "ClientSettings[baseUrl=" + baseUrl + "]";
    }

    /** A proxy between the client and the API. */
    public record Proxy(
            String host,
            int port,
            @Nullable String username,
            @Nullable String password) {

        /** The address only. */
        @Override
        public String toString() {
            return "Proxy[" + host + ":" + port + "]";
        }
    }

    /** Scheme, host and port of the API, without a slash at the end. */
    String origin() {
        return baseUrl.getScheme() + "://" + baseUrl.getRawAuthority();
    }

    /** The path of the base URL, without a slash at the end. */
    String basePath() {
        String path = baseUrl.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
