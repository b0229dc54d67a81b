package io.texml.simulator.journal;

import java.util.List;

/** Decides whether as many entries match as a test expects, and says what there was instead. */
final class Expectation {

    private static final int MOST_SHOWN = 30;

    private Expectation() {}

    static <T> List<T> exactly(int count, String kind, String description, List<T> matching, List<T> all) {
        return decide(
                matching.size() == count, count == 0 ? "no" : "exactly " + count, kind, description, matching, all);
    }

    static <T> List<T> atLeast(int count, String kind, String description, List<T> matching, List<T> all) {
        return decide(matching.size() >= count, "at least " + count, kind, description, matching, all);
    }

    private static <T> List<T> decide(
            boolean holds, String expected, String kind, String description, List<T> matching, List<T> all) {
        if (holds) {
            return matching;
        }
        throw new AssertionError("Expected " + expected + " " + kind + "(s): " + description + "\nbut there were "
                + matching.size() + ". " + shown(kind, all));
    }

    /** The latest entries, one a line. */
    static String shown(String kind, List<?> all) {
        if (all.isEmpty()) {
            return "There was no " + kind + " at all.";
        }
        List<?> latest = all.subList(Math.max(0, all.size() - MOST_SHOWN), all.size());
        StringBuilder text = new StringBuilder("The latest ")
                .append(latest.size())
                .append(" of ")
                .append(all.size())
                .append(' ')
                .append(kind)
                .append("(s):");
        latest.forEach(entry -> text.append("\n  ").append(entry));
        return text.toString();
    }
}
