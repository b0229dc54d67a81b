package io.texml.simulator.fault;

import java.time.Duration;

/**
 * How long answers take, in real time. A latency maps a number between 0 and 1, which the simulator draws from its seed,
 * to a time; any function of that form will do.
 */
@FunctionalInterface
public interface Latency {

    /** The time at a point of the distribution: 0 is the quickest answer, 0.5 the median, near 1 the slowest. */
    Duration at(double quantile);

    /** Always the same. */
    static Latency fixed(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("A latency is not negative: " + time);
        }
        return quantile -> time;
    }

    /** Evenly spread. */
    static Latency uniform(Duration least, Duration most) {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("Latencies from " + least + " to " + most + " are none");
        }
        return quantile -> least.plusNanos((long) (quantile * most.minus(least).toNanos()));
    }

    /** Mostly short, sometimes long, at most ten times the mean. */
    static Latency exponential(Duration mean) {
        if (mean.isNegative()) {
            throw new IllegalArgumentException("A latency is not negative: " + mean);
        }
        return quantile -> {
            double factor = Math.min(10, -Math.log1p(-Math.min(quantile, 0.999_999)));
            return Duration.ofNanos((long) (mean.toNanos() * factor));
        };
    }

    /** The usual shape of a service: half of the answers within the median, 99 of 100 within {@code ninetyNinth}. */
    static Latency percentiles(Duration median, Duration ninetyNinth) {
        if (median.isNegative() || median.isZero() || ninetyNinth.compareTo(median) < 0) {
            throw new IllegalArgumentException("The 99th percentile is not below the median, and both are above 0: "
                    + median + ", " + ninetyNinth);
        }
        double growth = Math.log((double) ninetyNinth.toNanos() / median.toNanos()) / Math.log(99);
        return quantile -> {
            // Odds of 1 at the median and of about 99 at the 99th percentile; a log-logistic distribution.
            double odds = Math.min(1_000, quantile / Math.max(1e-3, 1 - quantile));
            return Duration.ofNanos(Math.round(median.toNanos() * Math.pow(odds, growth)));
        };
    }
}
