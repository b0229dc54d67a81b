package io.texml.reactor;

import io.texml.reactor.internal.RollingDialPace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How fast calls may be started. Operations that start a call leg take a slot here before they are sent; others never
 * come by. The client's own pace ({@link #rolling}) counts in memory; an implementation of your own can count for several
 * processes of one account.
 */
public interface DialPace {

    /** Telnyx's documented default for an account: 30 dials a second, counted as at most 150 in any 5 seconds. */
    static DialPace telnyxDefault() {
        return rolling(150, Duration.ofSeconds(5));
    }

    /**
     * At most so many dials in any stretch of so long.
     *
     * @param dials at least 1
     * @param window more than zero
     */
    static DialPace rolling(int dials, Duration window) {
        return new RollingDialPace(dials, window);
    }

    /**
     * A slot as soon as a dial may be made; first come, first served. The slot counts until it is used or given back. The
     * Mono is lazy; cancelling it leaves the line at once, and a slot that was granted in that moment is given back.
     */
    Mono<Slot> acquire();

    /**
     * How long a dial that is asked for now waits at least, as things stand. A request with less time left fails at once
     * instead of waiting in vain. Zero, which is the default here, when the pace does not know.
     */
    default Duration leastWait() {
        return Duration.ZERO;
    }

    /**
     * The server answered 429 with the dials-per-second code (90103): grant nothing for a while.
     *
     * @param retryAfter how long the server asks to wait; null when it does not say
     * @return how long dials are paused from now on
     */
    Duration pause(@Nullable Duration retryAfter);

    /** The right to make one dial. */
    interface Slot {

        /** The dial is being sent now. Called at most once, and never after {@link #giveBack}. Must not block. */
        void use();

        /** The dial is not made after all. Called at most once, and never after {@link #use}. Must not block. */
        void giveBack();
    }
}
