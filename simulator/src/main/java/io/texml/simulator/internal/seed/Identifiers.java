package io.texml.simulator.internal.seed;

import java.util.HashMap;
import java.util.Map;

/** Hands out identifiers in an order that only the seed and the requests decide. Guarded by the platform's lock. */
public final class Identifiers {

    private final Seed seed;
    private final Map<String, Long> counters = new HashMap<>();

    /** Identifiers of a seed, from the first. */
    public Identifiers(Seed seed) {
        this.seed = seed;
    }

    /** The next number of a kind, from 0. */
    public long next(String kind) {
        return counters.merge(kind, 1L, Long::sum) - 1;
    }

    /** The next UUID of a kind. */
    public String uuid(String kind) {
        return seed.uuid("live-" + kind, next(kind));
    }

    /** The next call sid. */
    public String callSid() {
        return seed.callSid("live-call", next("call"));
    }

    /** The next 19-digit number that applications have as their id. */
    public String numeric(String kind) {
        long number = Long.remainderUnsigned(seed.hash(kind, next(kind)), 900_000_000_000_000_000L);
        return Long.toString(2_000_000_000_000_000_000L + number);
    }
}
