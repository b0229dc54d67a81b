package io.texml.reactor.internal.time;

import io.texml.reactor.internal.HandClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A line before a rule that counts permits, and a waiter that counts what it hears. */
final class LineOfOne {

    final HandClock clock = new HandClock();
    final WaitingLine line = new WaitingLine(clock.timer(), this::tryEnter);
    final Waiter waiter = new Waiter();
    final AtomicInteger admitted = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger leftForPause = new AtomicInteger();

    /** Under the line's lock. */
    private int permits;

    LineOfOne(int permits) {
        this.permits = permits;
    }

    private long tryEnter(long now) {
        if (permits == 0) {
            return WaitingLine.UNTIL_CHANGED;
        }
        permits--;
        return 0;
    }

    WaitingLine.Entry enter() {
        return line.enter(waiter, 1);
    }

    void grant() {
        line.change(now -> permits++);
    }

    int permits() {
        return line.read(() -> permits);
    }

    final class Waiter extends WaitingLine.Waiter {

        @Override
        protected void admitted() {
            admitted.incrementAndGet();
        }

        @Override
        protected void closed() {
            closed.incrementAndGet();
        }

        /** Every pause is too long for it. */
        @Override
        protected void paused(Duration length) {
            if (line.leave(this)) {
                leftForPause.incrementAndGet();
            }
        }
    }
}
