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
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * Asks the policy after each failure, waits, and sends the exchange through the admission again, at the back of the line.
 * Between two attempts nothing is held: no permit, no connection, no slot.
 */
final class RetryStage implements Stage {

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
    public <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange) {
        return attempt(exchange).doOnNext(answer -> budget.onSuccess());
    }

    private <R> Mono<ApiResponse<R>> attempt(Exchange<R> exchange) {
        return next.exchange(exchange).onErrorResume(TexmlException.class, failure -> afterFailure(exchange, failure));
    }

    private <R> Mono<ApiResponse<R>> afterFailure(Exchange<R> exchange, TexmlException failure) {
        exchange.endAttempt();
        RetryDecision decision = exchange.retryPolicy(usualPolicy)
                .decide(
                        facts(exchange, failure),
                        exchange.safety(),
                        exchange.options().repeatEvenIfDoneTwice(),
                        // A request that got no permit was not even started, but the line must not be tried for ever.
                        Math.max(exchange.attempts(), exchange.earlierFailures().size() + 1),
                        exchange.remaining(timer.nanos()),
                        budget,
                        () -> ThreadLocalRandom.current().nextDouble());
        if (!decision.retry()) {
            exchange.earlierFailures().forEach(failure::addSuppressed);
            return Mono.error(failure);
        }
        exchange.remember(failure);
        observers.onRetry(failure, decision.delay());
        return Mono.delay(decision.delay(), timer.scheduler())
                .takeUntilOther(closing)
                .then(Mono.defer(() -> attempt(exchange)));
    }

    private static Failure facts(Exchange<?> exchange, TexmlException failure) {
        Duration retryAfter = failure.retryAfter().orElse(Duration.ZERO);
        if (failure instanceof ApiException answer) {
            return new Failure(Failure.kindOf(answer.status()), retryAfter, forbidsRetry(answer.headers()));
        }
        return new Failure(kindOf(failure), retryAfter, exchange.isUselessToRepeat());
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
        List<String> values = headers.all("x-should-retry");
        return values.size() == 1 && values.get(0).strip().equalsIgnoreCase("false");
    }
}
