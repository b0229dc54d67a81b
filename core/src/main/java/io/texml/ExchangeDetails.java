package io.texml;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every {@link TexmlException} knows about the exchange that failed. Nothing in it is secret: it may be logged.
 *
 * @param operationId the operation's id in the catalogue, for example {@code calls.create}
 * @param pathTemplate the path with its placeholders, for example {@code /texml/Accounts/{account_sid}/Calls}
 * @param requestId the server's {@code x-request-id}, to quote to Telnyx's support; null when no response came
 * @param attempts how many times the request was started, 0 when it never left the queue
 * @param retryAfter how long the server or a limit of this client asks to wait, never negative; null when nobody said
 * @param outcomeUnknown true when the server may have acted although no answer says so: look before you repeat
 * @param lasting true when another attempt would certainly fail in the same way: an answer that is too large, a proxy that
 *     forbids the way. The client does not repeat it
 */
public record ExchangeDetails(
        String operationId,
        String pathTemplate,
        @Nullable String requestId,
        int attempts,
        @Nullable Duration retryAfter,
        boolean outcomeUnknown,
        boolean lasting) {

    /** Refuses a negative number of attempts and a negative wait. */
    public ExchangeDetails {
        Objects.requireNonNull(operationId, "operationId");
        Objects.requireNonNull(pathTemplate, "pathTemplate");
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts must not be negative");
        }
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter must not be negative");
        }
    }

    /** The facts of a failure that another attempt may not meet. */
    public ExchangeDetails(
            String operationId,
            String pathTemplate,
            @Nullable String requestId,
            int attempts,
            @Nullable Duration retryAfter,
            boolean outcomeUnknown) {
        this(operationId, pathTemplate, requestId, attempts, retryAfter, outcomeUnknown, false);
    }

    /** The same of a failure that every attempt would meet. */
    public ExchangeDetails asLasting() {
        return new ExchangeDetails(operationId, pathTemplate, requestId, attempts, retryAfter, outcomeUnknown, true);
    }
}
