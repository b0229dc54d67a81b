package io.texml.internal.json;

/**
 * Where a value stands in a body, a string's quotes included. It is packed in a number, as an object for each string of a
 * page would be most of what decoding allocates.
 *
 * <p>From the highest bit down: 32 bits of the position at which it begins, one bit for plain, 31 of its length. The
 * position's higher bits are not needed to find it in a window, which is shorter than 2 GiB.
 */
final class Span {

    private static final long NOT_PLAIN = 1L << 31;

    private Span() {}

    static long of(long position, int length) {
        return (position << Integer.SIZE) | NOT_PLAIN | length;
    }

    /** Of a string of ASCII without an escape, so that its bytes are its characters. */
    static long ofPlainString(long position, int length) {
        return (position << Integer.SIZE) | length;
    }

    /** The lower 32 bits of the position in the body. */
    static int start(long span) {
        return (int) (span >>> Integer.SIZE);
    }

    static int length(long span) {
        return (int) span & Integer.MAX_VALUE;
    }

    static boolean isPlainString(long span) {
        return (span & NOT_PLAIN) == 0;
    }
}
