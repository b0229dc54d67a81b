package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.reactor.internal.exchange.Attempt;
import io.texml.reactor.internal.exchange.ConnectionLease;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.LastStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where attempts arrive. Each is written at once, if it may be, and its connection is free as soon as it is cancelled. */
public final class Wire implements LastStage {

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private volatile @Nullable Attempt<?> attempt;

    @Override
    public <R> void send(Exchange<R> exchange, Attempt<R> begun) {
        attempt = begun;
        begun.onSubscribe(new ConnectionLease() {
            @Override
            public void request(long n) {
                if (begun.mayBeWritten()) {
                    sent.incrementAndGet();
                }
            }

            @Override
            public void cancel() {
                cancel(() -> {});
            }

            @Override
            public void cancel(Runnable whenFree) {
                cancelled.incrementAndGet();
                whenFree.run();
            }
        });
    }

    /** Answers the last attempt. */
    @SuppressWarnings({"unchecked", "NullAway"}) // there is one, and all that is sent here is answered with a text
    public void answer(ApiResponse<String> answer) {
        ((Attempt<String>) attempt).onNext(answer);
    }

    /** How many attempts were written. */
    public int sent() {
        return sent.get();
    }

    /** How many were cancelled. */
    public int cancelled() {
        return cancelled.get();
    }
}
