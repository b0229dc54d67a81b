package io.texml;

import java.util.List;

/** HTTP 404: there is no such resource in this account. Calls are eventually consistent: a call that was just made may not be found for a moment. */
public final class NotFoundException extends ApiException {

    private static final long serialVersionUID = 1L;

    /** Made by the client; public so that tests of applications can make one too. */
    public NotFoundException(
            ExchangeDetails details, int status, Headers headers, List<ApiError> errors, String rawBody) {
        super(
                "there is no such resource in this account; check the sid and the account",
                details,
                status,
                headers,
                errors,
                rawBody);
    }
}
