package io.texml.simulator.internal.state;

import io.texml.simulator.internal.seed.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Calls of the past, one a minute, each a function of the seed and its index. */
public final class GeneratedCalls implements Generated<CallFacts> {

    /** Time between the beginnings of two calls, roughly. */
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final String KIND = "generated-call";
    private static final int CALLERS = 10;
    private static final int CALLEES = 10_000;

    private final Seed seed;
    private final String accountSid;
    private final long size;
    private final Instant newest;

    /** Calls that ended before {@code newest}. */
    public GeneratedCalls(Seed seed, String accountSid, long size, Instant newest) {
        this.seed = seed;
        this.accountSid = accountSid;
        this.size = size;
        this.newest = newest.minus(Duration.ofHours(1));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public CallFacts at(long index) {
        return new GeneratedCall(index);
    }

    /** The call with that sid. */
    public @Nullable CallFacts find(String sid) {
        OptionalLong index = indexOf(sid);
        return index.isPresent() ? at(index.getAsLong()) : null;
    }

    /** The index of the call with that sid. */
    public OptionalLong indexOf(String sid) {
        OptionalLong index = seed.indexOfCallSid(KIND + accountSid, sid);
        return index.isPresent() && index.getAsLong() >= 0 && index.getAsLong() < size ? index : OptionalLong.empty();
    }

    /** A lower bound of the indexes of calls that started before an instant. */
    public long firstStartedBefore(Instant instant) {
        return clamp(Duration.between(instant, newest).toMinutes() - 2);
    }

    /** An upper bound, exclusive, of the indexes of calls that started at or after an instant. */
    public long endOfStartedSince(Instant instant) {
        return clamp(Duration.between(instant, newest).toMinutes() + 3);
    }

    private long clamp(long index) {
        return Math.max(0, Math.min(size, index));
    }

    /** Computes only what it is asked for, so that a filter may look at a million. */
    private final class GeneratedCall implements CallFacts {

        private final long index;
        private final long chance;

        GeneratedCall(long index) {
            this.index = index;
            this.chance = seed.hash(accountSid, index);
        }

        private int below(int bound, int shift) {
            return (int) Long.remainderUnsigned(chance >>> shift, bound);
        }

        @Override
        public String sid() {
            return seed.callSid(KIND + accountSid, index);
        }

        @Override
        public String from() {
            return "+1312555" + (1000 + below(CALLERS, 3));
        }

        @Override
        public String to() {
            return "+1773555" + String.valueOf(CALLEES + below(CALLEES, 7)).substring(1);
        }

        @Override
        public @Nullable String callerName() {
            return null;
        }

        @Override
        public String direction() {
            return below(10, 11) == 0 ? "inbound" : "outbound";
        }

        @Override
        public CallStatus status() {
            int percent = below(100, 17);
            if (percent < 80) {
                return CallStatus.COMPLETED;
            }
            if (percent < 88) {
                return CallStatus.NO_ANSWER;
            }
            if (percent < 94) {
                return CallStatus.BUSY;
            }
            return percent < 98 ? CallStatus.FAILED : CallStatus.CANCELED;
        }

        @Override
        public @Nullable String answeredBy() {
            return status() == CallStatus.COMPLETED && below(4, 23) == 0 ? "human" : null;
        }

        @Override
        public Instant created() {
            return newest.minusSeconds(INTERVAL.toSeconds() * index + below(50, 29));
        }

        @Override
        public Instant updated() {
            return ended();
        }

        @Override
        public Instant started() {
            return created();
        }

        @Override
        public @Nullable Instant answered() {
            return status() == CallStatus.COMPLETED ? created().plusSeconds(2 + below(8, 31)) : null;
        }

        @Override
        public Instant ended() {
            Instant answered = answered();
            return answered == null ? created().plusSeconds(30) : answered.plusSeconds(5 + below(600, 37));
        }
    }
}
