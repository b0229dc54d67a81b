package io.texml.reactor.internal.exchange;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * How far the sending of one exchange got. It decides, in one compare-and-set, between an attempt that begins to be
 * written and a caller who is told the end: otherwise a request could go out after its caller was told that nothing was
 * sent.
 *
 * <ul>
 *   <li>{@code NOT_BEGUN}, at first, and again after each attempt that failed ({@link #endAttempt}).
 *   <li>{@code BEGUN}, from {@link #begin}, on the connection's loop: the server may see the request from here on.
 *   <li>{@code GIVEN_UP}, from {@link #giveUp}, on any thread, for good: nothing more is written.
 * </ul>
 *
 * Attempts of one exchange follow each other; the two counts are written by the attempt that is under way, and read by
 * whoever tells of it.
 */
public final class Sending {

    private static final AtomicReferenceFieldUpdater<Sending, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Sending.class, State.class, "state");

    private final boolean creates;
    private volatile State state = State.NOT_BEGUN;
    private volatile int attempts;
    private volatile boolean mayHaveActed;

    private enum State {
        NOT_BEGUN,
        BEGUN,
        GIVEN_UP
    }

    /** @param creates whether it makes a difference that the request may have been carried out */
    Sending(boolean creates) {
        this.creates = creates;
    }

    /** A new attempt has its turn; nothing of it was sent yet. Returns its number, from 1 on. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public int beginAttempt() {
        return ++attempts;
    }

    /** How many attempts had their turn. */
    public int attempts() {
        return attempts;
    }

    /** From here on the server may see the request; false when its caller was told the end, and it must not be written. */
    public boolean begin() {
        return STATE.compareAndSet(this, State.NOT_BEGUN, State.BEGUN);
    }

    /** Whether the server may see the attempt that is under way. */
    public boolean isBegun() {
        return state == State.BEGUN;
    }

    /** An attempt failed, and what that means is known: between two attempts nothing is on its way. */
    void endAttempt() {
        STATE.compareAndSet(this, State.BEGUN, State.NOT_BEGUN);
    }

    /**
     * The caller is told the end now, so nothing may be sent from here on.
     *
     * @return whether sending had begun, so that the server may have acted
     */
    boolean giveUp() {
        boolean begun = STATE.getAndSet(this, State.GIVEN_UP) == State.BEGUN;
        if (begun) {
            markAmbiguous();
        }
        return begun;
    }

    /** Remembers that a creating request may have been carried out; a later attempt does not undo it. */
    public void markAmbiguous() {
        if (creates) {
            mayHaveActed = true;
        }
    }

    /** Whether a creating request may have been carried out. */
    boolean mayHaveActed() {
        return mayHaveActed;
    }
}
