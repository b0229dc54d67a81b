package io.texml;

import io.texml.internal.SafeText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server answered with a status other than success. The common statuses have subclasses; every other status (a
 * redirect, which is never followed, or 304, 405, 409, 413, ...) comes as this class itself.
 */
public non-sealed class ApiException extends TexmlException {

    private static final long serialVersionUID = 1L;

    /** What downloads are called, which do not go to the API. */
    private static final String MEDIA = "recordings.download";

    private static final int NOT_MODIFIED = 304;

    /** Of HTTP. */
    private final int status;

    private final transient Headers headers;
    private final transient List<ApiError> errors;
    private final transient String rawBody;

    /** Made by the client; public so that tests of applications can make one too. */
    public ApiException(ExchangeDetails details, int status, Headers headers, List<ApiError> errors, String rawBody) {
        this(advice(details, status), details, status, headers, errors, rawBody);
    }

    ApiException(
            String advice,
            ExchangeDetails details,
            int status,
            Headers headers,
            List<ApiError> errors,
            String rawBody) {
        super(
                message(details.operationId().equals(MEDIA) ? mediaAdvice(status) : advice, details, status, errors),
                details,
                null);
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers");
        this.errors = List.copyOf(errors);
        this.rawBody = Objects.requireNonNull(rawBody, "rawBody");
    }

    /** The exception that belongs to a status: a subclass for 400, 401, 403, 404, 422, 429 and 5xx. */
    public static ApiException of(
            ExchangeDetails details, int status, Headers headers, List<ApiError> errors, String rawBody) {
        return switch (status) {
            case 400, 422 -> new InvalidRequestException(details, status, headers, errors, rawBody);
            case 401 -> new AuthenticationException(details, status, headers, errors, rawBody);
            case 403 -> new PermissionException(details, status, headers, errors, rawBody);
            case 404 -> new NotFoundException(details, status, headers, errors, rawBody);
            case 429 -> new RateLimitException(details, status, headers, errors, rawBody);
            default ->
                status >= 500 && status < 600
                        ? new ServerException(details, status, headers, errors, rawBody)
                        : new ApiException(details, status, headers, errors, rawBody);
        };
    }

    /** The HTTP status. Decide by it first and by the error code second: Telnyx's codes are not unique. */
    public final int status() {
        return status;
    }

    /** The response's headers. */
    public final Headers headers() {
        return headers;
    }

    /** The entries of the error envelope in the server's order; empty when the body was no such envelope. */
    public final List<ApiError> errors() {
        return errors;
    }

    /** The code of the first entry, or null when there is none. */
    public final @Nullable String code() {
        return errors.isEmpty() ? null : errors.get(0).code();
    }

    /**
     * The first 64 KiB of the body as text (UTF-8, malformed bytes replaced), whatever it was: JSON, HTML of a proxy,
     * nothing. A body that broke off or did not end in time is kept as far as it came. It can quote phone numbers, so it
     * stands in no message and no {@code toString}.
     */
    public final String rawBody() {
        return rawBody;
    }

    private static String advice(ExchangeDetails details, int status) {
        if (status >= 300 && status < 400) {
            return (status == NOT_MODIFIED
                            ? "it says that nothing changed, which was not asked; look whether a cache stands before the API"
                            : "redirects are not followed, so that the key stays with the API; check the base URL")
                    + (details.outcomeUnknown() ? ", and look before you repeat it: the server may have acted" : "");
        }
        return details.outcomeUnknown()
                ? "the answer does not say whether the request was carried out; look before you repeat it"
                : "the server refused the request; status() and errors() say why";
    }

    /** What is true of the API, its key and its parameters says nothing of a media host. */
    private static String mediaAdvice(int status) {
        if (status == NOT_MODIFIED) {
            return "it says that the media did not change, which was not asked; fetch the recording again for a fresh"
                    + " media_url, and check whether a cache stands before the media host";
        }
        if (status >= 300 && status < 400) {
            return "redirects of a media host are not followed; fetch the recording again for a fresh media_url, and check"
                    + " whether a proxy stands before the media host";
        }
        return status == 408 || status == 429 || status >= 500
                ? "the media host does not serve it now; try again later, or after retryAfter()"
                : "the media host refused it; fetch the recording again for a fresh media_url, and look whether its media"
                        + " was deleted";
    }

    private static String message(String advice, ExchangeDetails details, int status, List<ApiError> errors) {
        StringBuilder text = new StringBuilder(160)
                .append(details.operationId())
                .append(" failed with HTTP ")
                .append(status);
        if (!errors.isEmpty()) {
            append(", code ", SafeText.token(errors.get(0).code()), text);
            append(" at ", SafeText.token(errors.get(0).pointer()), text);
        }
        append(", request id ", SafeText.id(details.requestId()), text);
        return text.append(", attempt ")
                .append(details.attempts())
                .append(": ")
                .append(advice)
                .append('.')
                .toString();
    }

    private static void append(String label, @Nullable String token, StringBuilder text) {
        if (token != null) {
            text.append(label).append(token);
        }
    }
}
