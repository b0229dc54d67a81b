package io.texml.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a JSON text in one number, the first one lowest, and what can be told of all of them at once.
 *
 * <p>Each test leaves its answer in the high bit of each byte. The formulas are those of Henry S. Warren, Hacker's Delight,
 * section 6-1, and of Sean Eron Anderson, Bit Twiddling Hacks (ZeroInWord, HasLessInWord, HasBetweenInWord); the comments
 * say why they hold. What the scanner over them is worth beside Jackson: {@code DecodeBenchmark}.
 */
final class EightBytes {

    private static final VarHandle AT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private EightBytes() {}

    static long at(byte[] bytes, int index) {
        return (long) AT.get(bytes, index);
    }

    /**
     * Not 0 when a byte is a quote, a backslash or a control character.
     *
     * <p>{@code (x - n) & ~x} has its high bit when x is less than n, for n up to 0x80: from x = 0x80 on {@code ~x} takes the
     * bit away, from n to 0x7F the difference has none, below n it is negative and has it. A byte is a quote when what is
     * left of it after an exclusive or with a quote is less than 1. Bytes are subtracted together, so one that is less than
     * n borrows from the next, which may then be taken for a hit that it is not: only what stands before the first hit is
     * sure.
     */
    static long endsOrEscapes(long bytes) {
        long quote = bytes ^ QUOTES;
        long backslash = bytes ^ BACKSLASHES;
        // The three have the same high bits, as those of a quote and a backslash are 0.
        return ((quote - ONES) | (backslash - ONES) | (bytes - SPACES)) & ~bytes & HIGH_BITS;
    }

    /** How many bytes stand before the first that {@link #endsOrEscapes} found; only of the first it is sure. */
    static int before(long hits) {
        return Long.numberOfTrailingZeros(hits) / Byte.SIZE;
    }

    /** The first so many bytes, fewer than eight; the others are 0. */
    static long first(long bytes, int count) {
        return bytes & ((1L << (count * Byte.SIZE)) - 1);
    }

    static boolean isAscii(long bytes) {
        return (bytes & HIGH_BITS) == 0;
    }

    /**
     * Whether there is a bracket, a backslash, a bar, a control character or a letter beyond ASCII among them.
     *
     * <p>{@code x + 0x80 - n} has its high bit when x is at least n; that of the sums with two bounds differs in between.
     * {@code x - n} has it when x is less than n. A byte beyond ASCII, whose high bit is the answer as it is, can carry into the
     * next one, and a control character can borrow from it: a wrong hit only ever follows a true one.
     */
    static boolean canNotBePassedOver(long bytes) {
        // From '{' to '}', which '[' to ']' become with the bit 0x20.
        long lowered = bytes | ONES * 0x20;
        long brackets = (lowered + ONES * (0x80 - '{')) ^ (lowered + ONES * (0x80 - '}' - 1));
        return ((brackets | bytes | (bytes - SPACES)) & HIGH_BITS) != 0;
    }

    /**
     * A number of which, once those of other bytes were laid over it by exclusive or, {@link #isOdd} tells whether there were an
     * odd number of quotes. All must be ASCII.
     *
     * <p>An exclusive or leaves 0 of a quote, and of another byte at most 0x7F, which carries into the high bit when 0x7F is
     * added: the sum is at most 0xFE, so that no byte disturbs another. So the high bits are those of bytes that are no
     * quotes; of eight bytes these are odd in number exactly when the quotes are.
     */
    static long quoteParity(long bytes) {
        return (bytes ^ QUOTES) + ONES * 0x7F;
    }

    /** Whether the quotes of all bytes were odd in number whose {@link #quoteParity} was laid over each other. */
    static boolean isOdd(long parities) {
        return (Long.bitCount(parities & HIGH_BITS) & 1) != 0;
    }
}
