package io.texml.reactor.spi;

import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.time.WaitingLine;
import java.util.concurrent.atomic.AtomicInteger;
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

    /**
     * One subscriber's place in the line, and then its permit. The line decides between grant and leaving. States from there
     * on, each change one compare-and-set: {@code NEW}; {@code GRANTED}, on the thread that opened the way; {@code OVER},
     * released or cancelled, on any thread.
     */
    private final class Turn extends WaitingLine.Waiter implements Subscription, Permit {

        private static final int NEW = 0;
        private static final int GRANTED = 1;
        private static final int OVER = 2;

        private final CoreSubscriber<? super Permit> actual;
        private final AtomicInteger state = new AtomicInteger(NEW);

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
            if (state.compareAndSet(NEW, GRANTED)) {
                actual.onNext(this);
                actual.onComplete();
            } else {
                end();
            }
        }

        /** Live calls belong to no dialler, so nothing closes them. */
        @Override
        protected void closed() {}

        @Override
        public void cancel() {
            if (!line.leave(this)) {
                state.compareAndSet(NEW, OVER);
            }
        }

        @Override
        public void release() {
            if (state.compareAndSet(GRANTED, OVER)) {
                end();
            }
        }

        private void end() {
            line.change(now -> live--);
        }
    }
}
