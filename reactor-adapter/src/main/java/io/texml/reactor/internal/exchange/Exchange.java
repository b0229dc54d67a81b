package io.texml.reactor.internal.exchange;

import io.texml.ExchangeDetails;
import io.texml.RequestOptions;
import io.texml.TransportException;
import io.texml.TransportException.Phase;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.Operation;
import io.texml.operation.Safety;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One exchange: the request as it goes out, and what it may cost. How far it got is its {@link Sending}'s. */
public final class Exchange<R> {

    private final Operation<R> operation;
    private final Safety safety;
    private final EncodedRequest request;
    private final RequestOptions options;
    private final Duration totalTimeout;
    private final long startedAt;
    private final Runnable onFirstAttempt;
    private final Sending sending;

    /** @param onFirstAttempt hears when the first attempt has its turn */
    public Exchange(
            Operation<R> operation,
            Safety safety,
            EncodedRequest request,
            RequestOptions options,
            Duration totalTimeout,
            long startedAt,
            Runnable onFirstAttempt) {
        this.operation = operation;
        this.safety = safety;
        this.request = request;
        this.options = options;
        this.totalTimeout = totalTimeout;
        this.startedAt = startedAt;
        this.onFirstAttempt = onFirstAttempt;
        this.sending = new Sending(safety == Safety.CREATING);
    }

    /** The same request from its beginning. */
    Exchange<R> again(long now) {
        return new Exchange<>(operation, safety, request, options, totalTimeout, now, onFirstAttempt);
    }

    public Operation<R> operation() {
        return operation;
    }

    public Safety safety() {
        return safety;
    }

    public EncodedRequest request() {
        return request;
    }

    public RequestOptions options() {
        return options;
    }

    Duration totalTimeout() {
        return totalTimeout;
    }

    long totalTimeoutNanos() {
        return Timer.countable(totalTimeout).toNanos();
    }

    long startedAt() {
        return startedAt;
    }

    public Duration remaining(long now) {
        return totalTimeout.minusNanos(now - startedAt);
    }

    public Sending sending() {
        return sending;
    }

    /** An attempt has its turn; returns its number, from 1 on. */
    public int beginAttempt() {
        int number = sending.beginAttempt();
        if (number == 1) {
            onFirstAttempt.run();
        }
        return number;
    }

    public ExchangeDetails details() {
        return details(null, null);
    }

    public ExchangeDetails details(@Nullable String requestId, @Nullable Duration retryAfter) {
        return new ExchangeDetails(
                operation.id(),
                operation.pathTemplate(),
                requestId,
                sending.attempts(),
                retryAfter,
                sending.mayHaveActed());
    }

    /**
     * Gives the exchange up from outside of its attempt: nothing is sent from here on, and the failure says whether
     * something was.
     */
    public TransportException giveUp(String problem, @Nullable Throwable cause) {
        boolean sent = sending.giveUp();
        return new TransportException(
                sent || sending.mayHaveActed() ? Phase.SENT : Phase.NOT_SENT, problem, details(), cause);
    }
}
