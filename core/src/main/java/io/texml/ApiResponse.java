package io.texml;

import io.texml.policy.RateLimit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer: what the operation returns, and what HTTP said around it.
 *
 * @param <R> the type of the body
 * @param status the HTTP status, always a success
 * @param headers the response's headers
 * @param attempts how many times the request was started, at least 1
 * @param body the decoded body; null where the operation answers with none (204)
 */
public record ApiResponse<R>(
        int status, Headers headers, int attempts, @Nullable R body) {

    /** Made by the client; public so that tests of applications can make one too. */
    public ApiResponse {
        Objects.requireNonNull(headers, "headers");
    }

    /** The server's {@code x-request-id}, to quote to Telnyx's support. */
    public Optional<String> requestId() {
        return Optional.ofNullable(headers.first("x-request-id"));
    }

    /** What the response's {@code x-ratelimit-*} headers said; every part may be missing. */
    public RateLimit rateLimit() {
        return RateLimit.from(headers::first);
    }

    /** The status and the attempts; never the body. */
    @Override
    public String toString() {
        return "ApiResponse[status=" + status + ", attempts=" + attempts + "]";
    }
}
