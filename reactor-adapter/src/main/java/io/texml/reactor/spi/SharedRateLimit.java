package io.texml.reactor.spi;

import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;

/**
 * What the clients of one account tell each other of the server's rate limit, which it counts over all of them: one that is
 * refused, or sees its window used up, pauses; whoever shares this with it pauses too, instead of being refused as well.
 *
 * <p>What the client relies on, and what it gives in return:
 *
 * <ul>
 *   <li><b>Best effort.</b> Nothing here decides whether a request may go: a pause that is lost costs the others a refusal
 *       of their own, one that comes twice changes nothing. A client may hear its own.
 *   <li><b>Only news.</b> A client tells of a pause when one begins, or grows by more than a second. One that does not obey
 *       rate limits neither tells nor listens.
 *   <li><b>Errors.</b> What {@link #tell} throws is logged and costs nothing. When {@link #pauses} throws, ends or fails, the
 *       client says so in a log line and goes on alone, so an implementation connects again by itself.
 *   <li><b>No blocking.</b> Both are called on event loops.
 * </ul>
 */
public interface SharedRateLimit {

    /** Shared by the clients of this process that are given it. What a client has by default is one of its own. */
    static SharedRateLimit inMemory() {
        return new InMemoryRateLimit();
    }

    /** This client learned of a pause that begins now. */
    void tell(Pause pause);

    /**
     * The pauses that were told since the subscription, each at once; a client subscribes when it is built and cancels when it
     * is closed. One that took time on its way is shortened by it where that is known.
     */
    Flux<Pause> pauses();

    /**
     * A time in which the server takes no request of the account.
     *
     * @param reason why
     * @param length how long from now on; more than zero. Five minutes of it are believed at most
     */
    record Pause(Reason reason, Duration length) {

        /** Refuses null, and a pause that is over. */
        public Pause {
            Objects.requireNonNull(reason, "reason");
            if (length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("a pause is longer than zero");
            }
        }
    }

    /** Why the server takes no request. */
    enum Reason {
        /** It answered 429: after the pause requests start again one by one. */
        REFUSED,
        /** The window is used up: it opens again after the pause. */
        USED_UP
    }
}
