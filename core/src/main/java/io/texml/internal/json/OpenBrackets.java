package io.texml.internal.json;

/** The brackets that are open at a place: a bit for each says whether it is an object's. */
final class OpenBrackets {

    /** As deep as values may be nested; the parser draws its line at half of it. */
    private static final int DEEPEST = 1_000;

    private final long[] isObject = new long[DEEPEST / Long.SIZE + 1];
    private int depth;

    /** The number of those that are open. */
    int depth() {
        return depth;
    }

    void open(boolean object) {
        if (depth == DEEPEST) {
            throw new MalformedBodyException("the body is nested more than " + DEEPEST + " levels deep");
        }
        long bit = 1L << depth;
        if (object) {
            isObject[depth / Long.SIZE] |= bit;
        } else {
            isObject[depth / Long.SIZE] &= ~bit;
        }
        depth++;
    }

    /** False when the last that was opened is of the other kind. */
    boolean close(boolean object) {
        depth--;
        return ((isObject[depth / Long.SIZE] >>> depth) & 1) == (object ? 1 : 0);
    }
}
