package io.texml;

import io.texml.internal.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the API's error envelope. Any member may be missing. Its text can quote what was sent, phone numbers
 * included, so {@link #toString()} shows the code and the pointer only.
 *
 * @param code Telnyx's error code, for example {@code 10004}; codes are not unique, decide by the HTTP status first
 * @param title a short name of the problem
 * @param detail what is wrong, in the server's words
 * @param pointer the parameter that is at fault, for example {@code /To}
 * @param url a page that explains the code
 */
public record ApiError(
        @Nullable String code,
        @Nullable String title,
        @Nullable String detail,
        @Nullable String pointer,
        @Nullable String url) {

    /** The code and the pointer; nothing that may quote a request. */
    @Override
    public String toString() {
        return "ApiError[code=" + SafeText.token(code) + ", pointer=" + SafeText.token(pointer) + "]";
    }
}
