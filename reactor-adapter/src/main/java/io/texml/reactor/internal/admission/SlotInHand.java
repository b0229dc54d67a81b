package io.texml.reactor.internal.admission;

import io.texml.reactor.spi.DialPace;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dial pace's slot in the hands of one attempt. It is written with at most once, and ended exactly once: a slot that was
 * used is settled, after its use, and any other is given back. The attempt may end on another thread in the midst of the
 * use. What the pace throws, which the application may have written, costs neither a permit nor the attempt's end.
 *
 * <p>States, each change one compare-and-set:
 *
 * <ul>
 *   <li>{@code FREE}, at first.
 *   <li>{@code BEING_USED}, from {@link #use}, on the connection's loop; then {@code USED}.
 *   <li>{@code OVER_IN_USE}: {@link #end} came, from any thread, while it was being used. Whoever uses it settles it.
 *   <li>{@code OVER}, from {@link #end}: given back if it was free, settled if it was used.
 * </ul>
 */
final class SlotInHand {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.request");

    private enum State {
        FREE,
        BEING_USED,
        USED,
        OVER_IN_USE,
        OVER
    }

    private final DialPace.Slot slot;
    private final AtomicReference<State> state = new AtomicReference<>(State.FREE);

    SlotInHand(DialPace.Slot slot) {
        this.slot = slot;
    }

    /** The dial is about to be written; false when its attempt is over. Throws what the pace throws. */
    boolean use() {
        if (!state.compareAndSet(State.FREE, State.BEING_USED)) {
            return false;
        }
        try {
            slot.use();
        } finally {
            if (!state.compareAndSet(State.BEING_USED, State.USED)) {
                settle();
            }
        }
        return true;
    }

    /** The attempt is over. */
    void end() {
        State before = state.getAndUpdate(
                now -> now == State.BEING_USED || now == State.OVER_IN_USE ? State.OVER_IN_USE : State.OVER);
        if (before == State.FREE) {
            giveBack(slot);
        } else if (before == State.USED) {
            settle();
        }
    }

    private void settle() {
        try {
            slot.settled();
        } catch (Throwable thrown) {
            warn(thrown);
        }
    }

    /** Gives back a slot that no attempt had. */
    static void giveBack(DialPace.Slot slot) {
        try {
            slot.giveBack();
        } catch (Throwable thrown) {
            warn(thrown);
        }
    }

    static void warn(Throwable thrown) {
        LOGGER.warn("the dial pace threw {}", thrown.getClass().getName());
    }
}
