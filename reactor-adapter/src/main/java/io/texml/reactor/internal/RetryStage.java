package io.texml.reactor.internal;

import io.texml.ApiException;
import io.texml.ApiResponse;
import io.texml.DecodingException;
import io.texml.Headers;
import io.texml.SaturationException;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.policy.Failure;
import io.texml.policy.RetryBudget;
import io.texml.policy.RetryDecision;
import io.texml.policy.RetryPolicy;
import java.time.Duration;
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
final class RetryStage implements OperatorStage {

    private final Stage next;
    private final RetryPolicy usualPolicy;
    private final RetryBudget budget;
    private final Observers observers;
    private final Timer timer;
    private final Mono<Void> closing;

    /** @param closing ends every pause, so that the admission can refuse who waited */
    RetryStage(
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

    private RetryDecision decide(Exchange<?> exchange, TexmlException failure) {
        return exchange.retryPolicy(usualPolicy)
                .decide(
                        facts(exchange, failure),
                        exchange.safety().mayBeDoneTwice(exchange.options().repeatEvenIfDoneTwice()),
                        // A request that got no permit was not even started, but the line must not be tried for ever.
                        Math.max(exchange.attempts(), exchange.earlierFailures().size() + 1),
                        exchange.remaining(timer.nanos()),
                        budget,
                        () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * One attempt after the other. Each is subscribed to by this same subscriber, so that their number adds neither to
     * the stack nor to memory.
     */
    private final class Attempts<R> implements CoreSubscriber<ApiResponse<R>>, Subscription {

        @SuppressWarnings("rawtypes")
        private static final AtomicReferenceFieldUpdater<Attempts, Subscription> CURRENT =
                AtomicReferenceFieldUpdater.newUpdater(Attempts.class, Subscription.class, "current");

        private final Exchange<R> exchange;
        private final CoreSubscriber<? super ApiResponse<R>> actual;
        private boolean begun;

        /** The attempt that is under way, or the pause before it. */
        @SuppressWarnings("UnusedVariable") // through CURRENT
        private volatile @Nullable Subscription current;

        Attempts(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> actual) {
            this.exchange = exchange;
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
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
            RetryDecision decision = decide(exchange, failure);
            if (!decision.retry()) {
                exchange.earlierFailures().forEach(failure::addSuppressed);
                actual.onError(failure);
                return;
            }
            exchange.remember(failure);
            observers.onRetry(failure, decision.delay());
            timer.delay(decision.delay())
                    .takeUntilOther(closing)
                    .then(Mono.defer(() -> next.exchange(exchange)))
                    .subscribe(this);
        }
    }

    private static Failure facts(Exchange<?> exchange, TexmlException failure) {
        Duration retryAfter = failure.retryAfter().orElse(Duration.ZERO);
        if (failure instanceof ApiException answer) {
            return new Failure(Failure.kindOf(answer.status()), retryAfter, forbidsRetry(answer.headers()));
        }
        boolean forbidden = failure instanceof DecodingException unreadable && forbidsRetry(unreadable.headers());
        return new Failure(kindOf(failure), retryAfter, forbidden || exchange.isUselessToRepeat());
    }

    private static Failure.Kind kindOf(TexmlException failure) {
        if (failure instanceof TransportException broken) {
            return switch (broken.phase()) {
                case NOT_SENT -> Failure.Kind.NOT_SENT;
                case SENT ->
                    broken.getCause() instanceof TimeoutException || isReadTimeout(broken)
                            ? Failure.Kind.TIMED_OUT
                            : Failure.Kind.BROKEN;
                case DEADLINE -> Failure.Kind.FINAL;
            };
        }
        if (failure instanceof DecodingException) {
            return Failure.Kind.BROKEN;
        }
        return failure instanceof SaturationException saturated
                        && saturated.bound() == SaturationException.Bound.QUEUE_TIME
                ? Failure.Kind.NOT_SENT
                : Failure.Kind.FINAL;
    }

    private static boolean isReadTimeout(TransportException broken) {
        return broken.getCause() instanceof io.netty.handler.timeout.TimeoutException;
    }

    /** The header is obeyed where it only restricts: a server cannot talk the client into dialling again. */
    private static boolean forbidsRetry(Headers headers) {
        return headers.all("x-should-retry").stream()
                .anyMatch(value -> value.strip().equalsIgnoreCase("false"));
    }
}
