package io.texml.reactor.internal.exchange;

import io.texml.ApiException;
import io.texml.ApiResponse;
import io.texml.DecodingException;
import io.texml.Headers;
import io.texml.SaturationException;
import io.texml.SaturationException.Bound;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.policy.Failure;
import io.texml.policy.RetryBudget;
import io.texml.policy.RetryDecision;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Asks the policy after each failure, waits, and sends the exchange through the admission again, at the back of the line.
 * Between two attempts nothing is held: no permit, no connection, no slot.
 */
public final class RetryStage implements Stage {

    private final Stage next;
    private final RetryPolicy usualPolicy;
    private final RetryBudget budget;
    private final Observers observers;
    private final Timer timer;
    private final Mono<Void> closing;

    /** @param closing ends every pause, so that the admission can refuse who waited */
    public RetryStage(
            Stage next,
            RetryPolicy usualPolicy,
            RetryBudget budget,
            Observers observers,
            Timer timer,
            Mono<Void> closing) {
        this.next = next;
        this.usualPolicy = usualPolicy;
        this.budget = budget;
        this.observers = observers;
        this.timer = timer;
        this.closing = closing;
    }

    @Override
    public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        subscriber.onSubscribe(new Attempts<>(exchange, subscriber));
    }

    private RetryDecision decide(Exchange<?> exchange, TexmlException failure, int failedBefore) {
        return Objects.requireNonNullElse(exchange.options().retryPolicy(), usualPolicy)
                .decide(
                        facts(failure),
                        exchange.safety().mayBeDoneTwice(exchange.options().repeatEvenIfDoneTwice()),
                        // A request that got no permit was not even started, but the line must not be tried for ever.
                        Math.max(exchange.sending().attempts(), failedBefore + 1),
                        exchange.time().remaining(),
                        budget,
                        () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * One attempt after the other. Each is subscribed to by this same subscriber, so that their number adds neither to
     * the stack nor to memory.
     *
     * <p>States, which {@code current} holds, changed by compare-and-set: nothing yet; the subscription of an attempt, or
     * of the pause before one, each replaced by the next from the thread that signals the end of the one before;
     * cancelled, from any thread and for good.
     */
    private final class Attempts<R> implements CoreSubscriber<ApiResponse<R>>, Progress {

        @SuppressWarnings("rawtypes")
        private static final AtomicReferenceFieldUpdater<Attempts, Subscription> CURRENT =
                AtomicReferenceFieldUpdater.newUpdater(Attempts.class, Subscription.class, "current");

        private final Exchange<R> exchange;
        private final CoreSubscriber<? super ApiResponse<R>> actual;
        private boolean begun;
        private volatile @Nullable Subscription current;

        /** A new list each time: the deadline reads it on another thread. */
        private volatile List<TexmlException> earlierFailures = List.of();

        Attempts(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> actual) {
            this.exchange = exchange;
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public Bound waitsFor() {
            return current instanceof Waiting waiting ? waiting.waitsFor() : Bound.QUEUE_TIME;
        }

        @Override
        public List<TexmlException> earlierFailures() {
            return earlierFailures;
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n) && !begun) {
                begun = true;
                next.begin(exchange, this);
            }
        }

        @Override
        public void cancel() {
            Operators.terminate(CURRENT, this);
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (Operators.replace(CURRENT, this, subscription)) {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            budget.onSuccess();
            actual.onNext(answer);
        }

        @Override
        public void onComplete() {
            actual.onComplete();
        }

        @Override
        public void onError(Throwable thrown) {
            if (!(thrown instanceof TexmlException failure)) {
                actual.onError(thrown);
                return;
            }
            exchange.endAttempt();
            RetryDecision decision = decide(exchange, failure, earlierFailures.size());
            if (!decision.retry()) {
                earlierFailures.forEach(failure::addSuppressed);
                actual.onError(failure);
                return;
            }
            List<TexmlException> all = new ArrayList<>(earlierFailures);
            all.add(failure);
            earlierFailures = List.copyOf(all);
            observers.onRetry(failure, decision.delay());
            timer.delay(decision.delay()).takeUntilOther(closing).subscribe(new Pause<>(this));
        }

        void goOn() {
            next.begin(exchange, this);
        }
    }

    /** The time between two attempts. */
    private record Pause<R>(RetryStage.Attempts<R> attempts) implements CoreSubscriber<Long> {

        @Override
        public Context currentContext() {
            return attempts.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            attempts.onSubscribe(subscription);
        }

        @Override
        public void onNext(Long over) {}

        @Override
        public void onError(Throwable failure) {
            attempts.onError(failure);
        }

        @Override
        public void onComplete() {
            attempts.goOn();
        }
    }

    private static Failure facts(TexmlException failure) {
        Duration retryAfter = failure.retryAfter().orElse(Duration.ZERO);
        boolean useless = failure.details().lasting() || forbidsRetry(failure);
        return failure instanceof ApiException answer
                ? new Failure(Failure.kindOf(answer.status()), retryAfter, useless)
                : new Failure(kindOf(failure), retryAfter, useless);
    }

    private static Failure.Kind kindOf(TexmlException failure) {
        if (failure instanceof TransportException broken) {
            return switch (broken.phase()) {
                case NOT_SENT -> Failure.Kind.NOT_SENT;
                case SENT ->
                    broken.getCause() instanceof TimeoutException ? Failure.Kind.TIMED_OUT : Failure.Kind.BROKEN;
                case DEADLINE -> Failure.Kind.FINAL;
            };
        }
        if (failure instanceof DecodingException) {
            return Failure.Kind.BROKEN;
        }
        return failure instanceof SaturationException saturated && saturated.bound() == Bound.QUEUE_TIME
                ? Failure.Kind.NOT_SENT
                : Failure.Kind.FINAL;
    }

    /** The header is obeyed where it only restricts: a server cannot talk the client into dialling again. */
    private static boolean forbidsRetry(TexmlException failure) {
        Headers headers;
        if (failure instanceof ApiException answer) {
            headers = answer.headers();
        } else if (failure instanceof DecodingException unreadable) {
            headers = unreadable.headers();
        } else {
            return false;
        }
        return headers.all("x-should-retry").stream()
                .anyMatch(value -> value.strip().equalsIgnoreCase("false"));
    }
}
