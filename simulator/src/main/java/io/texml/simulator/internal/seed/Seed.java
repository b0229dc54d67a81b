package io.texml.simulator.internal.seed;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Everything that looks random: pure functions of one seed.
 *
 * <p>Identifiers hold the index they were made from, so that a generated account of any size finds a record by its
 * identifier without keeping a table.
 */
public final class Seed {

    private static final String CALL_PREFIX = "v3:";
    private static final int CALL_BYTES = 40;

    private final long value;

    /** A seed. */
    public Seed(long value) {
        this.value = value;
    }

    /** The number that was given. */
    public long value() {
        return value;
    }

    /** A well-mixed number for a purpose and an index. */
    public long hash(String purpose, long index) {
        return mix(mix(value ^ spread(purpose)) + index * 0x9E3779B97F4A7C15L);
    }

    /** A number from 0 to {@code bound - 1}. */
    public int below(int bound, String purpose, long index) {
        return (int) Long.remainderUnsigned(hash(purpose, index), bound);
    }

    /** The UUID for an index. */
    public String uuid(String kind, long index) {
        long low = hash(kind, index) & 0x3fffffffffffffffL;
        long hidden = (index ^ mask(kind, low)) & 0xffffffffffffL;
        long version = 0x4000L | (mix(low) >>> 52);
        return new UUID((hidden << 16) | (version & 0xffffL), low | 0x8000000000000000L).toString();
    }

    /** The index of a UUID that {@link #uuid} made. */
    public OptionalLong indexOfUuid(String kind, String uuid) {
        try {
            UUID parsed = UUID.fromString(uuid);
            long low = parsed.getLeastSignificantBits() & 0x3fffffffffffffffL;
            long index = ((parsed.getMostSignificantBits() >>> 16) ^ mask(kind, low)) & 0xffffffffffffL;
            return uuid(kind, index).equals(uuid) ? OptionalLong.of(index) : OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /** The call sid for an index. */
    public String callSid(String kind, long index) {
        ByteBuffer bytes = ByteBuffer.allocate(CALL_BYTES);
        long first = hash(kind, index);
        bytes.putLong(first);
        bytes.putLong(mix(first + 1));
        bytes.putLong(index ^ mask(kind, first));
        bytes.putLong(mix(first + 2));
        bytes.putLong(mix(first + 3));
        return CALL_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The index of a call sid that {@link #callSid} made. */
    public OptionalLong indexOfCallSid(String kind, String sid) {
        if (!sid.startsWith(CALL_PREFIX)) {
            return OptionalLong.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sid.substring(CALL_PREFIX.length()));
            if (bytes.length != CALL_BYTES) {
                return OptionalLong.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long index = buffer.getLong(16) ^ mask(kind, buffer.getLong(0));
            return callSid(kind, index).equals(sid) ? OptionalLong.of(index) : OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    private long mask(String kind, long salt) {
        return mix(salt ^ mix(value + spread(kind)));
    }

    private static long spread(String text) {
        long spread = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            spread = 31 * spread + text.charAt(i);
        }
        return spread;
    }

    private static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
