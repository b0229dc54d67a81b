package io.texml.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a JSON text in one number, the first one lowest, and what can be told of all of them at once: by sums and
 * differences whose highest bit in each byte is the answer. The forms are known from Sean Eron Anderson's "Bit Twiddling
 * Hacks" (zero byte, byte less than n, byte between m and n) and Henry Warren's "Hacker's Delight", chapter 6 (the exact
 * zero byte). What the scanner over them is worth beside Jackson: {@code DecodeBenchmark}, {@code benchmarks/run.sh short parts}.
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
     * <p>{@code b - n} borrows from the highest bit when {@code b} is less than {@code n}, and leaves that bit as it was
     * otherwise; {@code & ~b} takes away what had it before. With {@code n = 32} that finds control characters; with
     * {@code n = 1} it finds 0, which is what {@code b ^ c} is for {@code b == c}. What one byte borrows, the next one
     * lacks: behind a hit another may be false, so only the first is sure.
     */
    static long endsOrEscapes(long bytes) {
        long quote = bytes ^ QUOTES;
        long backslash = bytes ^ BACKSLASHES;
        return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((bytes - SPACES) & ~bytes))
                & HIGH_BITS;
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

    /** Whether there is a bracket, a backslash, a bar, a control character or a letter beyond ASCII among them. */
    static boolean canNotBePassedOver(long bytes) {
        long lowered = (bytes | ONES * 0x20) & ~HIGH_BITS;
        // With the bit of 32 set, '[', the backslash and ']' are '{', the bar and '}', three in a row. In seven bits no
        // sum carries into the next byte; the first has the highest bit from '{' on, the second from behind '}' on.
        long brackets = (lowered + ONES * (0x80 - '{')) & ~(lowered + ONES * (0x80 - '}' - 1));
        return ((brackets | bytes | ((bytes - SPACES) & ~bytes)) & HIGH_BITS) != 0;
    }

    /**
     * One bit for each byte that is a quote, the highest.
     *
     * <p>{@code b ^ '"'} is 0 for a quote. Adding 127 to its lower seven bits sets the highest for every other value of
     * those, and carries nowhere; or-ing {@code b ^ '"'} itself sets it for what had it before. So it stays clear for quotes
     * alone, in every byte and not only in the first.
     */
    static long quotes(long bytes) {
        long others = bytes ^ QUOTES;
        return ~(((others & ~HIGH_BITS) + ~HIGH_BITS) | others | ~HIGH_BITS);
    }
}
