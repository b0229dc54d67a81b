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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the stages know of one exchange: the request as it goes out, what it may cost, and how far it got. */
final class Exchange<R> {

    private final Operation<R> operation;
    private final Safety safety;
    private final EncodedRequest request;
    private final RequestOptions options;
    private final Duration totalTimeout;
    private final long startedAt;

    private volatile int attempts;
    private volatile boolean sent;
    private volatile boolean mayHaveActed;
    private volatile boolean uselessToRepeat;
    private volatile boolean waitsForPace;
    private volatile @Nullable BooleanSupplier beforeSending;
    private @Nullable List<TexmlException> earlierFailures;
    private volatile @Nullable Runnable whenStarted;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param request its target begins at the root of the origin */
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

    int attempts() {
        return attempts;
    }

    /** A new attempt has its turn; nothing of it was sent yet. Attempts of one exchange follow each other. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    int beginAttempt() {
        sent = false;
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
        sent = true;
        return true;
    }

    /** An attempt failed, and what that means is known: between two attempts nothing is on its way. */
    void endAttempt() {
        sent = false;
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
        return ended.compareAndSet(false, true);
    }

    boolean isSent() {
        return sent;
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

    void remember(TexmlException failure) {
        if (earlierFailures == null) {
            earlierFailures = new ArrayList<>();
        }
        earlierFailures.add(failure);
    }

    List<TexmlException> earlierFailures() {
        return earlierFailures == null ? List.of() : earlierFailures;
    }

    ExchangeDetails details() {
        return details(null, null);
    }

    ExchangeDetails details(@Nullable String requestId, @Nullable Duration retryAfter) {
        return new ExchangeDetails(
                operation.id(), operation.pathTemplate(), requestId, attempts, retryAfter, mayHaveActed);
    }
}
