package io.texml;

import java.util.List;

/** HTTP 400 or 422: the server did not accept the request. {@link #errors()} says which parameter and why. */
public final class InvalidRequestException extends ApiException {

    private static final long serialVersionUID = 1L;

    /** Made by the client; public so that tests of applications can make one too. */
    public InvalidRequestException(
            ExchangeDetails details, int status, Headers headers, List<ApiError> errors, String rawBody) {
        super(
                "the server did not accept the request; errors() says which parameter and why",
                details,
                status,
                headers,
                errors,
                rawBody);
    }
}
