package io.texml.redis;

import java.time.Duration;
import java.util.function.Consumer;

/** A place of the pace that Redis granted. */
final class RedisSlot extends PaceSlot {

    /** From this age on a slot that was given back serves no other dial. */
    static final Duration OLDEST_SPARE = Duration.ofSeconds(1);

    private final String id;
    private final long askedAt;
    private final Duration longestDial;
    private final PaceSlots slots;
    private final Consumer<RedisSlot> handOn;

    /**
     * In the hands of this process.
     *
     * @param askedAt before Redis was asked for it, by {@link System#nanoTime}, so that it is older here than there
     * @param handOn to another dial of this process
     */
    RedisSlot(String id, long askedAt, Duration longestDial, PaceSlots slots, Consumer<RedisSlot> handOn) {
        this.id = id;
        this.askedAt = askedAt;
        this.longestDial = longestDial;
        this.slots = slots;
        this.handOn = handOn;
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - askedAt);
    }

    /** Throws when the process was stopped for so long that the place may be another's. */
    @Override
    void used() {
        if (age().compareTo(longestDial.plus(OLDEST_SPARE)) > 0) {
            throw new IllegalStateException("the slot of the dial pace is older than longestDial, nothing is sent");
        }
    }

    @Override
    void ended(boolean wasUsed) {
        slots.settle(id);
    }

    @Override
    void unused() {
        if (age().compareTo(OLDEST_SPARE) < 0) {
            handOn.accept(new RedisSlot(id, askedAt, longestDial, slots, handOn));
        } else {
            returnIt();
        }
    }

    /** To Redis, for any process. */
    void returnIt() {
        slots.giveBack(id);
    }
}
