package io.texml;

import java.util.List;

/** HTTP 401: the API key is missing, unknown or revoked. Repeating does not help. */
public final class AuthenticationException extends ApiException {

    private static final long serialVersionUID = 1L;

    /** Made by the client; public so that tests of applications can make one too. */
    public AuthenticationException(
            ExchangeDetails details, int status, Headers headers, List<ApiError> errors, String rawBody) {
        super("the API key was not accepted; check it in the Telnyx portal", details, status, headers, errors, rawBody);
    }
}
