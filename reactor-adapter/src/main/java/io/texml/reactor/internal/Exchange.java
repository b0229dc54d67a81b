package io.texml.reactor.internal;

import io.texml.ExchangeDetails;
import io.texml.RequestOptions;
import io.texml.TexmlException;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.Operation;
import io.texml.operation.Safety;
import io.texml.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the stages know of one exchange: the request as it goes out, what it may cost, and how far it got. */
final class Exchange<R> {

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Exchange, Sending> SENDING =
            AtomicReferenceFieldUpdater.newUpdater(Exchange.class, Sending.class, "sending");

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<Exchange> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(Exchange.class, "ended");

    private final Operation<R> operation;
    private final Safety safety;
    private final EncodedRequest request;
    private final RequestOptions options;
    private final Duration totalTimeout;
    private final long startedAt;

    private volatile int attempts;
    private volatile Sending sending = Sending.NOT_BEGUN;
    private volatile boolean mayHaveActed;
    private volatile boolean uselessToRepeat;
    private volatile boolean waitsForPace;
    private volatile @Nullable BooleanSupplier beforeSending;
    private volatile List<TexmlException> earlierFailures = List.of();
    private volatile @Nullable Runnable whenStarted;

    @SuppressWarnings("UnusedVariable") // through ENDED
    private volatile int ended;

    /** How far the attempt that is under way got. */
    private enum Sending {
        NOT_BEGUN,
        BEGUN,
        GIVEN_UP
    }

    Exchange(
            Operation<R> operation,
            Safety safety,
            EncodedRequest request,
            RequestOptions options,
            Duration totalTimeout,
            long startedAt) {
        this.operation = operation;
        this.safety = safety;
        this.request = request;
        this.options = options;
        this.totalTimeout = totalTimeout;
        this.startedAt = startedAt;
    }

    /** The same request from its beginning. */
    Exchange<R> again(long now) {
        return new Exchange<>(operation, safety, request, options, totalTimeout, now);
    }

    Operation<R> operation() {
        return operation;
    }

    Safety safety() {
        return safety;
    }

    EncodedRequest request() {
        return request;
    }

    RequestOptions options() {
        return options;
    }

    RetryPolicy retryPolicy(RetryPolicy usual) {
        return Objects.requireNonNullElse(options.retryPolicy(), usual);
    }

    Duration totalTimeout() {
        return totalTimeout;
    }

    long startedAt() {
        return startedAt;
    }

    Duration remaining(long now) {
        return totalTimeout.minusNanos(now - startedAt);
    }

    long totalTimeoutNanos() {
        return Timer.countable(totalTimeout).toNanos();
    }

    int attempts() {
        return attempts;
    }

    /** A new attempt has its turn; nothing of it was sent yet. Attempts of one exchange follow each other. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    int beginAttempt() {
        int number = ++attempts;
        Runnable listener = whenStarted;
        if (number == 1 && listener != null) {
            listener.run();
        }
        return number;
    }

    /** Hears when the first attempt has its turn. */
    void whenStarted(Runnable listener) {
        whenStarted = listener;
    }

    /** Is asked when an attempt is about to be written; false keeps it from being written. */
    void beforeSending(BooleanSupplier permission) {
        beforeSending = permission;
    }

    /** From here on the server may see the request; false when the attempt is over already and must not be written. */
    boolean beginToSend() {
        BooleanSupplier permission = beforeSending;
        if (permission != null && !permission.getAsBoolean()) {
            return false;
        }
        return SENDING.compareAndSet(this, Sending.NOT_BEGUN, Sending.BEGUN);
    }

    /** An attempt failed, and what that means is known: between two attempts nothing is on its way. */
    void endAttempt() {
        SENDING.compareAndSet(this, Sending.BEGUN, Sending.NOT_BEGUN);
    }

    /**
     * The caller is told the end now, so nothing may be sent from here on. Decided in one step against the beginning of
     * sending: otherwise a request could go out after its caller was told that nothing was sent.
     *
     * @return whether sending had begun
     */
    boolean giveUp() {
        return SENDING.getAndSet(this, Sending.GIVEN_UP) == Sending.BEGUN;
    }

    /** Another attempt would get the same answer. */
    void markUselessToRepeat() {
        uselessToRepeat = true;
    }

    boolean isUselessToRepeat() {
        return uselessToRepeat;
    }

    /** Whether it waits for the dial pace, for the case that its time is used up. */
    void waitsForPace(boolean waits) {
        waitsForPace = waits;
    }

    boolean waitsForPace() {
        return waitsForPace;
    }

    /** True for the first of answer, failure and cancel: a subscriber may cancel after the answer. */
    boolean endsNow() {
        return ENDED.compareAndSet(this, 0, 1);
    }

    boolean isSent() {
        return sending == Sending.BEGUN;
    }

    /** Remembers that a creating request may have been carried out; a later attempt does not undo it. */
    void markAmbiguous() {
        if (safety == Safety.CREATING) {
            mayHaveActed = true;
        }
    }

    boolean mayHaveActed() {
        return mayHaveActed;
    }

    /** A new list each time: the deadline reads it on another thread. */
    void remember(TexmlException failure) {
        List<TexmlException> all = new ArrayList<>(earlierFailures);
        all.add(failure);
        earlierFailures = List.copyOf(all);
    }

    List<TexmlException> earlierFailures() {
        return earlierFailures;
    }

    ExchangeDetails details() {
        return details(null, null);
    }

    ExchangeDetails details(@Nullable String requestId, @Nullable Duration retryAfter) {
        return new ExchangeDetails(
                operation.id(), operation.pathTemplate(), requestId, attempts, retryAfter, mayHaveActed);
    }
}
