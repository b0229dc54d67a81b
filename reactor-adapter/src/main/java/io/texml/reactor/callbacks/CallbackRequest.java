package io.texml.reactor.callbacks;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as a server received it, for {@link CallbackEndpoint#handle}. Whoever makes one does not change the body
 * afterwards.
 *
 * <pre>{@code
 * // Spring WebFlux, in a method with @RequestBody(required = false) byte[] body
 * new CallbackRequest(
 *         request.getMethod().name(),
 *         request.getURI().getRawPath(),
 *         request.getURI().getRawQuery(),
 *         request.getHeaders()::get,
 *         body == null ? new byte[0] : body);
 * }</pre>
 */
public final class CallbackRequest {

    private final String method;
    private final String path;
    private final @Nullable String rawQuery;
    private final Function<String, ? extends @Nullable List<String>> headers;
    private final byte[] body;

    /**
     * A request.
     *
     * @param method as it was received
     * @param path of the URL, so that equal bytes at different paths are different requests
     * @param rawQuery what stands behind the {@code ?}, as it was received; null when there is none
     * @param headers the values of a header, whose name it is asked for in lower case; null or empty when there is none
     * @param body the bytes as they were received, before any framework has parsed them; empty when there are none
     */
    public CallbackRequest(
            String method,
            String path,
            @Nullable String rawQuery,
            Function<String, ? extends @Nullable List<String>> headers,
            byte[] body) {
        this.method = Objects.requireNonNull(method, "method");
        this.path = Objects.requireNonNull(path, "path");
        this.rawQuery = rawQuery;
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = Objects.requireNonNull(body, "body");
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    @Nullable
    String rawQuery() {
        return rawQuery;
    }

    Function<String, ? extends @Nullable List<String>> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    /** The first value of a header; null when there is none. */
    @Nullable
    String header(String name) {
        List<String> values = headers.apply(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** How long its body is, and nothing of what it says. */
    @Override
    public String toString() {
        return "CallbackRequest[" + body.length + " bytes]";
    }
}
