package io.texml;

import java.util.List;

/**
 * HTTP 404: there is no such resource in this account. Calls are eventually consistent: a call that was just made may not be
 * found for a moment. With error code 10003 there is nothing at all at this path: the base URL lacks {@code /v2}.
 */
public final class NotFoundException extends ApiException {

    private static final long serialVersionUID = 1L;

    private static final String NO_SUCH_PATH = "10003";

    /** Made by the client; public so that tests of applications can make one too. */
    public NotFoundException(
            ExchangeDetails details, int status, Headers headers, List<ApiError> errors, String rawBody) {
        super(
                errors.stream().anyMatch(error -> NO_SUCH_PATH.equals(error.code()))
                        ? "the server knows no such path, as it does when the base URL lacks /v2; check the base URL"
                        : "there is no such resource in this account; check the sid and the account",
                details,
                status,
                headers,
                errors,
                rawBody);
    }
}
