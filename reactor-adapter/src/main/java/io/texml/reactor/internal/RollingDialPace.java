package io.texml.reactor.internal;

import io.texml.policy.DialWindow;
import io.texml.reactor.DialPace;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** The pace of one process: a {@link DialWindow} behind a line. */
public final class RollingDialPace implements DialPace {

    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
    /** An absurd Retry-After must not stop dialling for good. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Timer timer;
    private final DialWindow window;
    private final WaitingLine line;

    public RollingDialPace(int dials, Duration window) {
        this(dials, window, Timer.system());
    }

    RollingDialPace(int dials, Duration window, Timer timer) {
        this.timer = timer;
        this.window = new DialWindow(dials, window);
        this.line = new WaitingLine(timer, this.window::tryReserve);
    }

    @Override
    public Mono<Slot> acquire() {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Slot> actual) {
                actual.onSubscribe(new Turn(actual));
            }
        };
    }

    @Override
    public Duration pause(@Nullable Duration retryAfter) {
        Duration length = Objects.requireNonNullElse(retryAfter, USUAL_PAUSE);
        if (length.isZero()) {
            length = USUAL_PAUSE;
        } else if (length.compareTo(LONGEST_PAUSE) > 0) {
            length = LONGEST_PAUSE;
        }
        long nanos = length.toNanos();
        line.change(now -> {
            window.pauseUntil(now + nanos);
            return null;
        });
        return length;
    }

    @Override
    public Duration leastWait() {
        int ahead = line.size();
        return Duration.ofNanos(line.read(() -> window.leastWait(timer.nanos(), ahead)));
    }

    int waiting() {
        return line.size();
    }

    /** One subscriber's place in the line, and then its slot. */
    private final class Turn extends WaitingLine.Waiter implements Subscription, Slot {

        private static final int NEW = 0;
        private static final int WAITING = 1;
        private static final int GRANTED = 2;
        private static final int USED = 3;
        private static final int OVER = 4;

        private final CoreSubscriber<? super Slot> actual;
        private final AtomicInteger state = new AtomicInteger(NEW);

        Turn(CoreSubscriber<? super Slot> actual) {
            this.actual = actual;
        }

        @Override
        public void request(long n) {
            if (n <= 0 || !state.compareAndSet(NEW, WAITING)) {
                return;
            }
            if (line.enter(this, Integer.MAX_VALUE) == WaitingLine.Entry.ADMITTED) {
                admitted();
            } else if (state.get() == OVER) {
                // Cancelled before it stood in the line.
                line.leave(this);
            }
        }

        @Override
        void admitted() {
            if (state.compareAndSet(WAITING, GRANTED)) {
                actual.onNext(this);
                actual.onComplete();
            } else {
                returnReserved();
            }
        }

        /** A pace belongs to no client, so nothing closes it. */
        @Override
        void closed() {}

        @Override
        public void cancel() {
            if (state.compareAndSet(NEW, OVER) || state.compareAndSet(WAITING, OVER)) {
                line.leave(this);
            }
        }

        @Override
        public void use() {
            if (state.compareAndSet(GRANTED, USED)) {
                line.change(now -> {
                    window.use();
                    return null;
                });
            }
        }

        @Override
        public void settled() {
            // What wraps this slot may have thrown before it passed its use on.
            use();
            if (state.compareAndSet(USED, OVER)) {
                line.change(now -> {
                    window.settle(now);
                    return null;
                });
            }
        }

        @Override
        public void giveBack() {
            if (state.compareAndSet(GRANTED, OVER)) {
                returnReserved();
            }
        }

        private void returnReserved() {
            line.change(now -> {
                window.giveBack();
                return null;
            });
        }
    }
}
