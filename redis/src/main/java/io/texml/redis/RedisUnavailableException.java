package io.texml.redis;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Redis did not do what it was asked: it is away, answers too late, is full, or refuses the command. */
public final class RedisUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * What happened.
     *
     * @param message one sentence
     * @param cause what the connection or Redis said; null when it was not asked
     */
    public RedisUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Of a stage that failed; the message says what, and why. */
    static RedisUnavailableException of(String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new RedisUnavailableException(what + ": " + cause.getMessage(), cause);
    }
}
