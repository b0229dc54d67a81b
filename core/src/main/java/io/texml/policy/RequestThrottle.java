package io.texml.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many requests may be under way, as far as the server's rate limit decides it. It learns from every answer: a
 * window that is used up holds requests back until its reset; a 429 pauses all of them, and after the pause the number
 * of requests under way starts at one and grows with every answer. A server that sends no such headers and no 429
 * changes nothing. Times are nanoseconds of any monotonic clock. Not thread-safe.
 *
 * <p>Where only the answers to requests under way can open the limit, a slow one does not stop everything: when nothing was
 * answered and nothing let through for a second, one more request may go, the next after two more seconds, and so on up
 * to 32; an answer begins anew with a second.
 *
 * <p>What a server asks for is believed for five minutes at most: then one request finds out whether it still holds. An
 * absurd header thus cannot stop a client for good.
 *
 * <p>States, of which several may hold at once:
 *
 * <ul>
 *   <li>paused, from a 429 until its time is over;
 *   <li>in a slow start, from a pause on, with a bound that grows by every answer;
 *   <li>in a known window, from an answer that tells what is left of it until its reset.
 * </ul>
 */
public final class RequestThrottle {

    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_GUESS = 32 * SECOND;
    private static final Duration LONGEST_BELIEVED = Duration.ofMinutes(5);

    private boolean windowKnown;
    private long windowEnds;
    private long remaining;
    private @Nullable Long limit;

    private boolean paused;
    private long pausedUntil;
    private int pausesInARow;
    private int slowStart = Integer.MAX_VALUE;

    /** When the last request was let through or answered, whichever came later. */
    private long lastProgress;

    /** How long after that one more may go, and how many may then be under way. */
    private long patience = SECOND;

    private int patientLimit;

    /** A throttle that knows of no limit yet. */
    public RequestThrottle() {}

    /**
     * Whether one more request may start. The caller starts it when it may.
     *
     * @param underWay requests that were started and not answered yet
     * @return 0 when it may; otherwise the nanoseconds after which to ask again, unless an answer comes before
     */
    public long waitFor(long now, int underWay) {
        if (paused) {
            if (now - pausedUntil < 0) {
                return pausedUntil - now;
            }
            paused = false;
        }
        long wait = underWay < slowStart ? 0 : waitForAnswers(now, underWay);
        if (wait == 0) {
            wait = waitForWindow(now, underWay);
        }
        if (wait == 0) {
            lastProgress = now;
        }
        return wait;
    }

    private long waitForWindow(long now, int underWay) {
        if (windowKnown && now - windowEnds >= 0) {
            windowKnown = false;
        }
        if (windowKnown) {
            // Those under way may have taken what is left. Their answers tell, but a slow one must not hold up the rest
            // for longer than the window lasts.
            return underWay < remaining ? 0 : windowEnds - now;
        }
        // A window that just opened is as large as the last one; nothing more is known of it until an answer comes, and
        // with nothing under way none would ever come.
        return limit == null || underWay == 0 || underWay < limit ? 0 : waitForAnswers(now, underWay);
    }

    /** What is under way decides, but not for ever: whether one more finds out instead, or when. */
    private long waitForAnswers(long now, int underWay) {
        if (underWay < patientLimit) {
            return 0;
        }
        long wait = lastProgress + patience - now;
        if (wait > 0) {
            return wait;
        }
        patientLimit = underWay + 1;
        patience = Math.min(2 * patience, LONGEST_GUESS);
        return 0;
    }

    /** An answer that is no 429. */
    public void onAnswer(long now, RateLimit rateLimit) {
        // An answer that comes during a pause belongs to a request from before it: it says nothing about the new start.
        if (!isPaused(now)) {
            pausesInARow = 0;
            if (slowStart < Integer.MAX_VALUE) {
                // What was let through out of impatience and did no harm counts.
                slowStart = Math.max(slowStart, patientLimit) + 1;
            }
            beginPatience(now);
        }
        learn(now, rateLimit);
    }

    /**
     * A 429: everything pauses.
     *
     * @param retryAfter how long the server asks to wait; null when it does not say
     * @return the nanoseconds from now until requests start again
     */
    public long onThrottled(long now, RateLimit rateLimit, @Nullable Duration retryAfter) {
        boolean alreadyPaused = isPaused(now);
        learn(now, rateLimit);
        long pause = pause(rateLimit, retryAfter, alreadyPaused);
        if (!alreadyPaused) {
            pausesInARow++;
        }
        pauseUntil(now, now + pause);
        return pausedUntil - now;
    }

    /** Somebody else of the account saw that the window is used up for so long. */
    public void onUsedUp(long now, Duration reset) {
        learn(now, new RateLimit(null, 0L, reset));
    }

    /** What is known now. */
    public RateLimitState state(long now) {
        boolean known = isWindowKnown(now);
        return new RateLimitState(
                limit,
                known ? remaining : null,
                known ? Duration.ofNanos(windowEnds - now) : null,
                Duration.ofNanos(pausedFor(now)));
    }

    /** For how many nanoseconds no request may start, because of a 429 or a window that is used up. */
    public long pausedFor(long now) {
        long pausedFor = paused ? Math.max(0, pausedUntil - now) : 0;
        return isWindowKnown(now) && remaining <= 0 ? Math.max(pausedFor, windowEnds - now) : pausedFor;
    }

    private boolean isWindowKnown(long now) {
        return windowKnown && now - windowEnds < 0;
    }

    private boolean isPaused(long now) {
        return paused && now - pausedUntil < 0;
    }

    /** Extends a pause or begins one, after which requests start again one by one. */
    private void pauseUntil(long now, long until) {
        if (!isPaused(now) || until - pausedUntil > 0) {
            paused = true;
            pausedUntil = until;
        }
        slowStart = 1;
        beginPatience(pausedUntil);
    }

    private void beginPatience(long now) {
        lastProgress = now;
        patience = SECOND;
        patientLimit = 0;
    }

    private long pause(RateLimit rateLimit, @Nullable Duration retryAfter, boolean alreadyPaused) {
        // A window that still has room is not what refused the request, so its reset does not count.
        boolean usedUp = rateLimit.remaining() == null || rateLimit.remaining() <= 0;
        long asked = Math.max(nanos(retryAfter), usedUp ? nanos(rateLimit.reset()) : 0);
        if (asked > 0) {
            return asked;
        }
        // Requests that were under way when the pause began come back with 429 too: they say nothing new.
        return alreadyPaused ? 0 : Math.min(SECOND << Math.min(pausesInARow, 5), LONGEST_GUESS);
    }

    private void learn(long now, RateLimit rateLimit) {
        if (rateLimit.limit() != null) {
            limit = rateLimit.limit();
        }
        Long left = rateLimit.remaining();
        Duration reset = rateLimit.reset();
        if (left == null || reset == null) {
            return;
        }
        // Seconds are rounded: a window that ends "in 0 s" with nothing left may last almost a second more.
        long ends = now + (left <= 0 && reset.isZero() ? SECOND : nanos(reset));
        if (isWindowKnown(now)) {
            // Answers overtake each other: within one window the smallest number is the latest, and its end stands.
            remaining = Math.min(remaining, left);
        } else {
            remaining = left;
            windowEnds = ends;
            windowKnown = true;
            if (left <= 0 && reset.compareTo(LONGEST_BELIEVED) > 0) {
                pauseUntil(now, ends);
            }
        }
    }

    private static long nanos(@Nullable Duration duration) {
        if (duration == null) {
            return 0;
        }
        return (duration.compareTo(LONGEST_BELIEVED) > 0 ? LONGEST_BELIEVED : duration).toNanos();
    }
}
