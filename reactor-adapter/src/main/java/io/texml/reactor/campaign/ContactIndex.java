package io.texml.reactor.campaign;

/**
 * Where the newest record of each contact stands, and how far the contact is, in three numbers a contact: two of its hash and
 * one of the rest. In parts that grow one by one, so that growing neither takes long nor needs twice the room. Used by one
 * thread.
 */
final class ContactIndex {

    /** What is not known is 0: no record stands at the beginning of a file. */
    static final long NONE = 0;

    private static final int PARTS = 256;
    private static final int WORDS = 3;
    private static final int FIRST_ROOM = 8;

    private static final long UNDER_WAY = 1;
    private static final long FINISHED = 2;
    private static final int ATTEMPTS_AT = 2;
    private static final int MOST_ATTEMPTS = (1 << 18) - 1;
    private static final int OFFSET_AT = 20;

    private final long[][] parts = new long[PARTS][];
    private final int[] sizes = new int[PARTS];

    /**
     * What is known of a contact.
     *
     * @param offset of its newest record
     * @param attempts how many have ended
     */
    static long entry(long offset, int attempts, boolean isUnderWay, boolean isFinished) {
        return offset << OFFSET_AT
                | (long) Math.min(attempts, MOST_ATTEMPTS) << ATTEMPTS_AT
                | (isFinished ? FINISHED : 0)
                | (isUnderWay ? UNDER_WAY : 0);
    }

    static long offset(long entry) {
        return entry >>> OFFSET_AT;
    }

    static int attempts(long entry) {
        return (int) (entry >>> ATTEMPTS_AT) & MOST_ATTEMPTS;
    }

    static boolean isUnderWay(long entry) {
        return (entry & UNDER_WAY) != 0;
    }

    static boolean isFinished(long entry) {
        return (entry & FINISHED) != 0;
    }

    /** What is known of a contact; {@link #NONE} for nothing. */
    long get(KeyHash key) {
        long[] part = parts[partOf(key)];
        return part == null ? NONE : part[slot(part, key.high(), key.low()) + 2];
    }

    void put(KeyHash key, long entry) {
        int number = partOf(key);
        long[] part = parts[number];
        if (part == null) {
            part = new long[FIRST_ROOM * WORDS];
            parts[number] = part;
        }
        int slot = slot(part, key.high(), key.low());
        if (part[slot + 2] == NONE) {
            int room = part.length / WORDS;
            if (sizes[number] + 1 > room * 4 / 5) {
                part = grown(part, room + room / 2);
                parts[number] = part;
                slot = slot(part, key.high(), key.low());
            }
            sizes[number]++;
        }
        part[slot] = key.high();
        part[slot + 1] = key.low();
        part[slot + 2] = entry;
    }

    /** Notes a contact of which nothing else is to be known; false when it is there. */
    boolean add(KeyHash key) {
        if (get(key) != NONE) {
            return false;
        }
        put(key, UNDER_WAY);
        return true;
    }

    /** How many contacts are known. */
    int size() {
        int size = 0;
        for (int each : sizes) {
            size += each;
        }
        return size;
    }

    /** How much memory the entries take. */
    long bytes() {
        long bytes = 0;
        for (long[] part : parts) {
            bytes += part == null ? 0 : (long) part.length * Long.BYTES;
        }
        return bytes;
    }

    private static int partOf(KeyHash key) {
        return (int) (key.high() >>> 56);
    }

    /** Where a contact stands, or would. */
    private static int slot(long[] part, long high, long low) {
        int slot = (int) ((low >>> 1) % (part.length / WORDS)) * WORDS;
        while (part[slot + 2] != NONE && (part[slot] != high || part[slot + 1] != low)) {
            slot += WORDS;
            if (slot == part.length) {
                slot = 0;
            }
        }
        return slot;
    }

    private static long[] grown(long[] part, int room) {
        long[] grown = new long[room * WORDS];
        for (int from = 0; from < part.length; from += WORDS) {
            if (part[from + 2] != NONE) {
                System.arraycopy(part, from, grown, slot(grown, part[from], part[from + 1]), WORDS);
            }
        }
        return grown;
    }
}
