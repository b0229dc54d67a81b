package io.texml.reactor.spi;

import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.time.WaitingLine;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** The live calls of one process: two numbers behind a line, whose lock guards them. */
final class InMemoryLiveCalls implements LiveCalls {

    /** The line needs no time: only a release or a new limit opens the way. */
    private final WaitingLine line = new WaitingLine(Timer.system(), now -> tryEnter());

    private int most;
    private int live;

    InMemoryLiveCalls(int most) {
        this.most = checked(most);
    }

    private static int checked(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxLiveCalls must be at least 1, but is " + most);
        }
        return most;
    }

    private long tryEnter() {
        if (live >= most) {
            return WaitingLine.UNTIL_CHANGED;
        }
        live++;
        return 0;
    }

    @Override
    public Mono<Permit> acquire() {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Permit> actual) {
                actual.onSubscribe(new Turn(actual));
            }
        };
    }

    @Override
    public int most() {
        return line.read(() -> most);
    }

    @Override
    public void most(int newMost) {
        checked(newMost);
        line.change(now -> most = newMost);
    }

    @Override
    public String toString() {
        return "LiveCalls[" + line.read(() -> live + " of " + most) + "]";
    }

    /** One subscriber's place in the line, which decides between grant and leaving. */
    private final class Turn extends WaitingLine.Waiter implements Subscription {

        private final CoreSubscriber<? super Permit> actual;
        private volatile boolean cancelled;

        Turn(CoreSubscriber<? super Permit> actual) {
            this.actual = actual;
        }

        @Override
        public void request(long n) {
            if (n > 0 && line.enter(this, Integer.MAX_VALUE) == WaitingLine.Entry.ADMITTED) {
                admitted();
            }
        }

        @Override
        protected void admitted() {
            Permit permit = new Held();
            if (cancelled) {
                permit.release();
            } else {
                actual.onNext(permit);
                actual.onComplete();
            }
        }

        /** Live calls belong to no dialler, so nothing closes them. */
        @Override
        protected void closed() {}

        @Override
        public void cancel() {
            if (!line.leave(this)) {
                cancelled = true;
            }
        }
    }

    /** A permit, which knows nothing of who waited for it: it lives as long as its call. */
    private final class Held implements Permit {

        private final AtomicBoolean released = new AtomicBoolean();

        @Override
        public void release() {
            if (released.compareAndSet(false, true)) {
                line.change(now -> live--);
            }
        }
    }
}
