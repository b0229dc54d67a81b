package io.texml.reactor.campaign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which keys came, as 128 bits of a digest of each: 21 to 43 bytes a key, and no phone number. Used by one thread at a time.
 */
final class Keys {

    private static final int FIRST_SLOTS = 64;

    private final MessageDigest digest;
    /** Two longs a slot; both zero for a free one. */
    private long[] slots = new long[2 * FIRST_SLOTS];

    private int size;

    Keys() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** False when it came before. */
    boolean add(String key) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        // Never zero, which stands for a free slot.
        if (!put(slots, hash.getLong() | 1, hash.getLong())) {
            return false;
        }
        size++;
        if (size * 3L > slots.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (slots[slot] != 0) {
                put(larger, slots[slot], slots[slot + 1]);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] table, long first, long second) {
        int slot = (int) (second & (table.length / 2 - 1)) * 2;
        while (table[slot] != 0) {
            if (table[slot] == first && table[slot + 1] == second) {
                return false;
            }
            slot = (slot + 2) & (table.length - 1);
        }
        table[slot] = first;
        table[slot + 1] = second;
        return true;
    }
}
