package io.texml.simulator.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A moment of simulated time.
 *
 * @param steady its nanoseconds on the count that waits go by, which begins with the first instant's and never goes back:
 *     after a reset the instant is the start again, and the count goes on
 */
record Moment(Instant instant, long steady) {

    static Moment of(Instant start) {
        return new Moment(start, TimeUnit.NANOSECONDS.convert(Duration.between(Instant.EPOCH, start)));
    }

    Moment plus(Duration step) {
        return new Moment(instant.plus(step), sum(steady, TimeUnit.NANOSECONDS.convert(step)));
    }

    Moment movedTo(Instant later) {
        return plus(Duration.between(instant, later));
    }

    /** When something is that stands at another place of the count. */
    Instant instantOf(long otherSteady) {
        return instant.plusNanos(otherSteady - steady);
    }

    Moment restartedAt(Instant start) {
        return new Moment(start, steady);
    }

    /** Stops at the end of a long instead of beginning anew. */
    static long sum(long steady, long nanos) {
        long sum = steady + nanos;
        return nanos > 0 && sum < steady ? Long.MAX_VALUE : sum;
    }
}
