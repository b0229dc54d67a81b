package io.texml.simulator.internal.page;

import io.texml.simulator.internal.wire.Dates;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How times, lengths and counts read. */
final class Texts {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_NAME = 100;

    private Texts() {}

    /** A time of the day, with its whole self for machines. */
    static void time(Html html, Instant instant) {
        String iso = Dates.isoMillis(instant);
        html.element("time", iso.substring(11, 23), "datetime", iso, "title", iso);
    }

    static String length(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3_600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }

    static String counted(long count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }

    /** A name or a number from outside: it keeps its own direction of writing, and the page its size. */
    static void name(Html html, String name) {
        html.element("bdi", name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...");
    }

    /** The beginning of a text that may be very long. */
    static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + " ... and " + counted(text.length() - LONGEST, "more character");
    }
}
