package io.texml.internal.json;

import org.jspecify.annotations.Nullable;

/**
 * The strings of the item before in a list, and what they were read as. From item to item most of what a call has is the
 * same (account, direction, numbers, names, dates): what stands there byte for byte as before becomes the same object. All
 * that a string is read as is immutable. Of a page of 1000 calls this is a quarter of what decoding allocates.
 */
final class ItemBefore {

    /** A member that differs so often in a row (a sid) is looked at again only now and then: looking costs as well. */
    private static final int TRIES = 8;

    /** A power of two. */
    private static final int AGAIN_AFTER = 32;

    private final @Nullable Object[] values;
    private final long[] positions;
    private final int[] lengths;
    /** How many items in a row had another string. */
    private final int[] changes;

    /** @param members how many an item has at most */
    ItemBefore(int members) {
        this.values = new @Nullable Object[members];
        this.positions = new long[members];
        this.lengths = new int[members];
        this.changes = new int[members];
    }

    /** Goes behind the string that begins next when it is that of the item before; what that was read as, or null. */
    @Nullable
    Object skipSame(int member, JsonScanner json) {
        Object value = values[member];
        if (value == null || !json.skipSame(positions[member], lengths[member])) {
            return null;
        }
        changes[member] = 0;
        return value;
    }

    /** Keeps what a string was read as, which begins at a position and behind which the scanner is. */
    void keep(int member, Object value, long start, JsonScanner json) {
        int changed = ++changes[member];
        if (changed > TRIES && (changed & (AGAIN_AFTER - 1)) != 0) {
            values[member] = null;
            return;
        }
        values[member] = value;
        positions[member] = start;
        lengths[member] = (int) (json.position() - start);
    }
}
