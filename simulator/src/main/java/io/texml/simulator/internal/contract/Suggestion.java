package io.texml.simulator.internal.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Tells a misspelt name from a wholly unknown one. */
public final class Suggestion {

    private static final int FARTHEST = 3;

    private Suggestion() {}

    /** {@code There is no parameter Statsu; did you mean Status?}, for any kind of name. */
    public static String unknown(String kind, String name, Collection<String> known) {
        String shown = name.length() > 60 ? name.substring(0, 60) + "..." : name;
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(name, candidate) <= Math.min(FARTHEST, candidate.length() / 2))
                .map(candidate -> "There is no " + kind + " " + shown + "; did you mean " + candidate + "?")
                .orElse("There is no " + kind + " " + shown + ".");
    }

    private static int distance(String left, String right) {
        if (left.length() > 80) {
            return Integer.MAX_VALUE;
        }
        String a = left.replace("_", "").toLowerCase(Locale.ROOT);
        String b = right.replace("_", "").toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
