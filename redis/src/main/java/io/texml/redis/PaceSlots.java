package io.texml.redis;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * What Redis has to hear of the slots that it granted to this process: that they are settled, or given back, and, should it
 * have lost them, that they are held. What it did not hear of a settled slot is told again with the next question, after a
 * second, and when there is a connection again; to hear it twice is harmless.
 *
 * <p>Its lock guards its sets. Nothing else is locked under it, and nobody is called.
 */
final class PaceSlots {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.redis");
    private static final Script SETTLE = Script.of("pace-settle.lua");
    private static final Script RESTORE = Script.of("pace-restore.lua");

    private final TexmlRedis redis;
    private final String[] keys;
    private final Duration window;
    private final Duration lapse;

    private final Object lock = new Object();

    /** Slots that Redis may count for this process: granted, and not given back or known to be settled. */
    private final Set<String> held = new LinkedHashSet<>();
    /** Slots that are settled, of which Redis has not heard. */
    private final Set<String> unsettled = new LinkedHashSet<>();

    private @Nullable Disposable settlesAgain;
    private long epoch;

    /**
     * None yet.
     *
     * @param lapse how long Redis keeps a slot of which it hears nothing more
     */
    PaceSlots(TexmlRedis redis, Duration window, Duration lapse) {
        this.redis = redis;
        this.keys = new String[] {redis.key("pace"), redis.key("pace:slots")};
        this.window = window;
        this.lapse = lapse;
    }

    /** Those that a question may settle on its way. */
    List<String> unsettled() {
        synchronized (lock) {
            return new ArrayList<>(unsettled);
        }
    }

    /**
     * A question was answered.
     *
     * @param granted slots that are this process's now
     * @param settled slots that the question settled
     * @param answeredEpoch changes when Redis has lost what it knew
     */
    void answered(Collection<String> granted, Collection<String> settled, long answeredEpoch) {
        boolean forgotten;
        synchronized (lock) {
            held.addAll(granted);
            settled.forEach(unsettled::remove);
            settled.forEach(held::remove);
            forgotten = epoch != 0 && epoch != answeredEpoch;
            epoch = answeredEpoch;
        }
        if (forgotten) {
            restore();
        }
    }

    /** There is a connection again, to a Redis that may know nothing. */
    void contact() {
        restore();
        settleAgain();
    }

    private void restore() {
        List<String> slots;
        synchronized (lock) {
            slots = new ArrayList<>(held);
            slots.removeAll(unsettled);
        }
        if (!slots.isEmpty()) {
            redis.run(RESTORE, ScriptOutputType.INTEGER, keys, withSlots(lapse, slots));
        }
    }

    void settle(String slot) {
        settle(List.of(slot));
    }

    private void settle(List<String> slots) {
        redis.run(SETTLE, ScriptOutputType.INTEGER, keys, withSlots(window, slots))
                .whenComplete((done, failure) -> {
                    synchronized (lock) {
                        if (failure == null) {
                            slots.forEach(held::remove);
                            return;
                        }
                        unsettled.addAll(slots);
                    }
                    settleLater();
                });
    }

    /** If there is anything to settle. */
    void settleLater() {
        synchronized (lock) {
            if (!unsettled.isEmpty() && settlesAgain == null) {
                settlesAgain = Schedulers.parallel().schedule(this::settleAgain, 1, TimeUnit.SECONDS);
            }
        }
    }

    private void settleAgain() {
        List<String> slots;
        synchronized (lock) {
            if (settlesAgain != null) {
                settlesAgain.dispose();
                settlesAgain = null;
            }
            slots = new ArrayList<>(unsettled);
            unsettled.clear();
        }
        if (!slots.isEmpty()) {
            settle(slots);
        }
    }

    private String[] withSlots(Duration time, List<String> slots) {
        return Stream.concat(Stream.of(Script.micros(time), String.valueOf(2 * lapse.toMillis())), slots.stream())
                .toArray(String[]::new);
    }

    /** Its place is free at once. */
    void giveBack(String slot) {
        synchronized (lock) {
            held.remove(slot);
        }
        try {
            redis.commands().zrem(keys[1], slot).exceptionally(failure -> null);
        } catch (RuntimeException e) {
            LOGGER.debug("a slot that Redis does not take back lapses", e);
        }
    }
}
