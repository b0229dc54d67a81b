package io.texml;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one supertype of everything that can go wrong in an exchange with the TeXML API. Every {@code Mono} and
 * {@code Flux} of this library fails with one of its subtypes; only a caller's own mistake in building a request is an
 * {@link IllegalArgumentException} instead.
 *
 * <p>Messages hold no key, phone number or body, and end with what to do next. When an exchange was repeated, the last
 * failure surfaces and the earlier ones are its {@linkplain #getSuppressed() suppressed} exceptions.
 */
public abstract sealed class TexmlException extends RuntimeException
        permits ApiException,
                TransportException,
                SaturationException,
                DecodingException,
                PaginationException,
                IgnoredFilterException,
                ClientClosedException {

    private static final long serialVersionUID = 1L;

    private final transient ExchangeDetails details;

    TexmlException(String message, ExchangeDetails details, @Nullable Throwable cause) {
        super(message, cause);
        this.details = Objects.requireNonNull(details, "details");
    }

    /** The facts of the failed exchange in one value. */
    public ExchangeDetails details() {
        return details;
    }

    /** The operation's id in the catalogue, for example {@code calls.create}. */
    public String operationId() {
        return details.operationId();
    }

    /** The path with its placeholders: it never holds a sid or a phone number. */
    public String pathTemplate() {
        return details.pathTemplate();
    }

    /** The server's {@code x-request-id}; empty when no response came. */
    public Optional<String> requestId() {
        return Optional.ofNullable(details.requestId());
    }

    /** How many times the request was started; 0 when it never left the queue. */
    public int attempts() {
        return details.attempts();
    }

    /** How long to wait before trying again, when the server or a limit of this client said so. Never negative. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(details.retryAfter());
    }

    /**
     * True when the server may have acted although no answer says so: a call may be ringing. Look (list the calls)
     * before repeating the request. False for operations that may safely be repeated and for every failure that
     * certainly changed nothing.
     */
    public boolean outcomeUnknown() {
        return details.outcomeUnknown();
    }
}
