package io.texml;

import java.time.Duration;

/**
 * Hears what exchanges do, for metrics and logs. Methods are called on the threads that carry the exchanges, so they
 * must not block; what they throw, an {@link Error} too, is logged and changes nothing. Nothing that they are told is secret.
 */
public interface ExchangeObserver {

    /** One attempt of an exchange is about to be sent; the first has the number 1. */
    default void onAttempt(String operationId, int attempt) {}

    /** An attempt failed and the exchange waits before it tries again. */
    default void onRetry(TexmlException failure, Duration delay) {}

    /** An exchange ended well. The time counts from the subscription, waits included. */
    default void onSuccess(String operationId, int status, int attempts, Duration elapsed) {}

    /** An exchange failed for good. */
    default void onFailure(TexmlException failure, Duration elapsed) {}

    /** The subscriber cancelled an exchange before it ended. */
    default void onCancel(String operationId, Duration elapsed) {}

    /** Requests wait from now on: the server's rate limit is used up or it answered 429. */
    default void onPause(Pause pause, Duration length) {}

    /** What a pause stops. */
    enum Pause {
        /** Every request of the client. */
        ALL,
        /** Only operations that start a call leg. */
        DIALS
    }
}
