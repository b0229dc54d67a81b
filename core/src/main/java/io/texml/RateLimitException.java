package io.texml;

import java.util.List;

/** HTTP 429: too many requests, or too many dials per second (error code 90103). Nothing was done; {@link #retryAfter()} says when to come back, if the server said so. */
public final class RateLimitException extends ApiException {

    private static final long serialVersionUID = 1L;

    /** Made by the client; public so that tests of applications can make one too. */
    public RateLimitException(
            ExchangeDetails details, int status, Headers headers, List<ApiError> errors, String rawBody) {
        super(
                "a rate limit was reached; nothing was done, slow down or wait for retryAfter()",
                details,
                status,
                headers,
                errors,
                rawBody);
    }
}
