package io.texml;

import java.util.List;

/** HTTP 403: the key is known but may not do this. Repeating does not help. */
public final class PermissionException extends ApiException {

    private static final long serialVersionUID = 1L;

    /** Made by the client; public so that tests of applications can make one too. */
    public PermissionException(
            ExchangeDetails details, int status, Headers headers, List<ApiError> errors, String rawBody) {
        super(
                "the key has no permission for this; check the key's account and its rights",
                details,
                status,
                headers,
                errors,
                rawBody);
    }
}
