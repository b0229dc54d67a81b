package io.texml;

import java.util.Objects;

/**
 * The server answered with success but the body is not what it should be: truncated, not JSON, too large, or in a content
 * coding that nobody asked for and this client does not know. A single odd value never causes this: it is kept in
 * {@code additionalProperties()} instead.
 */
public final class DecodingException extends TexmlException {

    private static final long serialVersionUID = 1L;

    /** Of HTTP. */
    private final int status;

    private final transient Headers headers;

    /** Made by the client; public so that tests of applications can make one too. */
    public DecodingException(String problem, ExchangeDetails details, int status, Headers headers) {
        super(
                details.operationId() + " was answered with HTTP " + status + ", but " + problem + ". "
                        + (details.outcomeUnknown()
                                ? "The server may have acted: look before you repeat it."
                                : "Try again, and report it with the request id if it stays so."),
                details,
                null);
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers");
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The response's headers. */
    public Headers headers() {
        return headers;
    }
}
