package io.texml.policy;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how much retries add to the load in an outage. A bucket of tokens that all requests of one client share: a
 * retry takes some out, a timeout more, a success puts one back. An empty bucket means that the server is in trouble as
 * a whole, and failures surface at once until something succeeds.
 *
 * <p>Waiting for a rate limit (429) costs nothing: the pause of the whole client bounds it.
 */
public final class RetryBudget {

    /** Enough for 100 retries, or 50 after timeouts, before the first success. */
    public static final int DEFAULT_CAPACITY = 500;

    private static final int RETRY = 5;
    private static final int TIMEOUT = 10;
    private static final int SUCCESS = 1;

    private final int capacity;
    private final AtomicInteger tokens;

    /**
     * A full bucket.
     *
     * @param capacity tokens; 5 pay for a retry, 10 for one after a timeout, a success returns 1. 0 forbids all retries
     *     but those after a 429
     */
    public RetryBudget(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity must not be negative");
        }
        this.capacity = capacity;
        this.tokens = new AtomicInteger(capacity);
    }

    /** The tokens left. */
    public int tokens() {
        return tokens.get();
    }

    /** The tokens of a full bucket. */
    public int capacity() {
        return capacity;
    }

    /** Puts a token back. */
    public void onSuccess() {
        if (tokens.get() < capacity) {
            tokens.updateAndGet(left -> Math.min(capacity, left + SUCCESS));
        }
    }

    /** Takes what a retry after this failure costs, or takes nothing when too little is left. */
    boolean tryPay(Failure failure) {
        int cost =
                switch (failure.kind()) {
                    case THROTTLED -> 0;
                    case TIMED_OUT -> TIMEOUT;
                    default -> RETRY;
                };
        int before = tokens.getAndUpdate(left -> left < cost ? left : left - cost);
        return before >= cost;
    }
}
