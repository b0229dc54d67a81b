package io.texml.reactor.internal.transport;

import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/**
 * How a client speaks HTTP, checked.
 *
 * @param apiKey goes into the authorization header of requests to the origin of {@code baseUrl} and nowhere else
 * @param maxConnections of the pool
 * @param responseTimeout how long the server may be silent
 * @param identifiesToMediaHosts whether media hosts meet the TLS and the headers that the API does, without the key
 * @param customizer the application's hook
 */
public record HttpSettings(
        String apiKey,
        URI baseUrl,
        String userAgent,
        Duration connectTimeout,
        Duration responseTimeout,
        int maxConnections,
        Duration maxIdleTime,
        long maxResponseBytes,
        boolean compression,
        @Nullable Proxy proxy,
        @Nullable SSLContext sslContext,
        boolean identifiesToMediaHosts,
        UnaryOperator<HttpClient> customizer) {

    /** Nothing of it: it holds the key and may hold a proxy's password. */
    @Override
    public String toString() {
        return "HttpSettings[baseUrl=" + baseUrl + "]";
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
    public String origin() {
        return baseUrl.getScheme() + "://" + baseUrl.getRawAuthority();
    }
}
