package io.texml;

import java.util.List;

/** HTTP 5xx: the server failed. Look at {@link #outcomeUnknown()} before repeating an operation that creates. */
public final class ServerException extends ApiException {

    private static final long serialVersionUID = 1L;

    /** Made by the client; public so that tests of applications can make one too. */
    public ServerException(
            ExchangeDetails details, int status, Headers headers, List<ApiError> errors, String rawBody) {
        super(
                details.outcomeUnknown()
                        ? "the server failed, and may have carried the request out; look before you repeat it"
                        : "the server failed; try again later",
                details,
                status,
                headers,
                errors,
                rawBody);
    }
}
