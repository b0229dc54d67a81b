package io.texml.simulator.script;

import java.time.Duration;

/**
 * How well callbacks are delivered. The platform promises neither their order nor that each comes once, so an
 * application has to cope with all of this. What happens to which callback depends on the simulator's seed alone.
 *
 * @param losses share of the callbacks that are never sent, 0 to 1
 * @param duplicates share of the callbacks that are sent twice, 0 to 1
 * @param late share of the callbacks that are sent {@code lateness} too late, 0 to 1
 * @param lateness how late, in simulated time
 * @param shuffle every callback waits for a time drawn from 0 to this, so that they overtake each other
 */
public record CallbackDelivery(double losses, double duplicates, double late, Duration lateness, Duration shuffle) {

    /** Checks the shares. */
    public CallbackDelivery {
        for (double share : new double[] {losses, duplicates, late}) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("A share is between 0 and 1: " + share);
            }
        }
    }

    /** Each callback once, in time and in order. */
    public static CallbackDelivery perfect() {
        return new CallbackDelivery(0, 0, 0, Duration.ZERO, Duration.ZERO);
    }

    /** The same, with a share of the callbacks lost. */
    public CallbackDelivery withLosses(double share) {
        return new CallbackDelivery(share, duplicates, late, lateness, shuffle);
    }

    /** The same, with a share of the callbacks sent twice. */
    public CallbackDelivery withDuplicates(double share) {
        return new CallbackDelivery(losses, share, late, lateness, shuffle);
    }

    /** The same, with a share of the callbacks late. */
    public CallbackDelivery withLate(double share, Duration howLate) {
        return new CallbackDelivery(losses, duplicates, share, howLate, shuffle);
    }

    /** The same, out of order within a time. */
    public CallbackDelivery withShuffle(Duration within) {
        return new CallbackDelivery(losses, duplicates, late, lateness, within);
    }
}
