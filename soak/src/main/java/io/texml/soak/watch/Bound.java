package io.texml.soak.watch;

import java.util.Locale;

/**
 * Something that has to hold.
 *
 * @param what of what
 * @param limit what may be, in words
 * @param measured what was
 * @param holds whether it held
 */
public record Bound(String what, String limit, String measured, boolean holds) {

    /** A number that is not to be larger. */
    public static Bound atMost(String what, long limit, long measured) {
        return new Bound(what, "<= " + limit, String.valueOf(measured), measured <= limit);
    }

    static Bound megabytes(String what, long limit, long measured) {
        return new Bound(what, "<= " + format(limit), format(measured), measured <= limit);
    }

    private static String format(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
