package io.texml.reactor.internal.exchange;

import io.texml.ExchangeDetails;
import io.texml.RequestOptions;
import io.texml.TransportException;
import io.texml.TransportException.Phase;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.Operation;
import io.texml.operation.Safety;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One exchange: the request as it goes out, and what it may cost. How far it got is its {@link Sending}'s, and how long it
 * took its {@link TotalTime}'s.
 */
public final class Exchange<R> {

    private final Operation<R> operation;
    private final Safety safety;
    private final EncodedRequest request;
    private final RequestOptions options;
    private final TotalTime time;
    private final Runnable onFirstAttempt;
    private final Sending sending;

    /** @param onFirstAttempt hears when the first attempt has its turn */
    public Exchange(
            Operation<R> operation,
            Safety safety,
            EncodedRequest request,
            RequestOptions options,
            TotalTime time,
            Runnable onFirstAttempt) {
        this.operation = operation;
        this.safety = safety;
        this.request = request;
        this.options = options;
        this.time = time;
        this.onFirstAttempt = onFirstAttempt;
        this.sending = new Sending(safety == Safety.CREATING);
    }

    /** The same request from its beginning. */
    Exchange<R> again() {
        return new Exchange<>(operation, safety, request, options, time.again(), onFirstAttempt);
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

    /** What it may take, and has taken. */
    public TotalTime time() {
        return time;
    }

    public Sending sending() {
        return sending;
    }

    /** An attempt has its turn; returns its number, from 1 on. */
    public int beginAttempt() {
        time.isUnderWay();
        int number = sending.beginAttempt();
        if (number == 1) {
            onFirstAttempt.run();
        }
        return number;
    }

    /** An attempt failed, and what that means is known. */
    void endAttempt() {
        sending.endAttempt();
        time.waits();
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
