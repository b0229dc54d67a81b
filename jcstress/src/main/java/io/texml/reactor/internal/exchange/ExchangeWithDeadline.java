package io.texml.reactor.internal.exchange;

import io.texml.ApiResponse;
import io.texml.reactor.internal.Caller;
import io.texml.reactor.internal.HandClock;
import io.texml.reactor.internal.Parts;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** An exchange whose attempt has its turn and is about to be written, under a deadline that the clock brings. */
final class ExchangeWithDeadline implements Stage, Subscription {

    final HandClock clock = new HandClock();
    final Exchange<String> exchange = Parts.exchange(clock);
    final Caller<ApiResponse<String>> caller = new Caller<>();
    final AtomicInteger cancels = new AtomicInteger();

    private @Nullable CoreSubscriber<?> below;

    ExchangeWithDeadline() {
        new DeadlineStage(this, clock.timer(), clock.timer()).begin(exchange, caller);
        caller.subscription().request(Long.MAX_VALUE);
        exchange.beginAttempt();
    }

    @Override
    public <R> void begin(Exchange<R> begun, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        below = subscriber;
        subscriber.onSubscribe(this);
    }

    /** The answer comes from below. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the exchange's answer is a text, and it has begun
    void answer(ApiResponse<String> answer) {
        ((CoreSubscriber<? super ApiResponse<String>>) below).onNext(answer);
    }

    void deadline() {
        clock.pass(Parts.TOTAL_TIMEOUT.toNanos());
    }

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {
        cancels.incrementAndGet();
    }
}
