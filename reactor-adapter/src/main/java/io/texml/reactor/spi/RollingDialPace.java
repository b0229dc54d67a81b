package io.texml.reactor.spi;

import io.texml.policy.DialWindow;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.time.WaitingLine;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The pace of one process: a {@link DialWindow} behind a line, whose lock guards the window. The clock is set once, by
 * compare-and-set: by the first client that has one, or by the first dial.
 */
final class RollingDialPace implements DialPace {

    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
    /** An absurd Retry-After must not stop dialling for good. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final DialWindow window;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /** The line, when its clock is known. */
    private record Running(Timer timer, WaitingLine line) {}

    RollingDialPace(int dials, Duration window) {
        this.window = new DialWindow(dials, window);
    }

    @Override
    public void useClock(Scheduler scheduler) {
        run(Timer.of(scheduler));
    }

    private Running running() {
        Running known = running.get();
        return known == null ? run(Timer.system()) : known;
    }

    private Running run(Timer timer) {
        running.compareAndSet(null, new Running(timer, new WaitingLine(timer, window::tryReserve)));
        return Objects.requireNonNull(running.get());
    }

    private WaitingLine line() {
        return running().line();
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
        line().change(now -> {
            window.pauseUntil(now + nanos);
            return null;
        });
        return length;
    }

    @Override
    public Duration leastWait() {
        int ahead = line().size();
        return Duration.ofNanos(
                line().read(() -> window.leastWait(running().timer().nanos(), ahead)));
    }

    int waiting() {
        return line().size();
    }

    /**
     * One subscriber's place in the line, and then its slot. The line decides between grant and leaving. States from there
     * on, each change one compare-and-set: {@code NEW}; {@code GRANTED}, on the thread that opened the way; {@code USED},
     * on the connection's loop; {@code OVER}, settled or given back, on any thread.
     */
    private final class Turn extends WaitingLine.Waiter implements Subscription, Slot {

        private static final int NEW = 0;
        private static final int GRANTED = 1;
        private static final int USED = 2;
        private static final int OVER = 3;

        private final CoreSubscriber<? super Slot> actual;
        private final AtomicInteger state = new AtomicInteger(NEW);

        Turn(CoreSubscriber<? super Slot> actual) {
            this.actual = actual;
        }

        @Override
        public void request(long n) {
            if (n > 0 && line().enter(this, Integer.MAX_VALUE) == WaitingLine.Entry.ADMITTED) {
                admitted();
            }
        }

        @Override
        protected void admitted() {
            if (state.compareAndSet(NEW, GRANTED)) {
                actual.onNext(this);
                actual.onComplete();
            } else {
                returnReserved();
            }
        }

        /** A pace belongs to no client, so nothing closes it. */
        @Override
        protected void closed() {}

        @Override
        public void cancel() {
            if (!line().leave(this)) {
                state.compareAndSet(NEW, OVER);
            }
        }

        @Override
        public void use() {
            if (state.compareAndSet(GRANTED, USED)) {
                line().change(now -> {
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
                line().change(now -> {
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
            line().change(now -> {
                window.giveBack();
                return null;
            });
        }
    }
}
