package io.texml.markup;

import java.util.Locale;
import java.util.Set;

/** The documented name that somebody may have meant by one that is not. */
final class Suggestion {

    private static final int MOST_EDITS = 2;

    private Suggestion() {}

    /** The second half of a sentence; empty when no name is near. */
    static String among(Set<String> documented, String written) {
        String nearest = "";
        int fewest = MOST_EDITS + 1;
        for (String name : documented) {
            int edits = edits(name.toLowerCase(Locale.ROOT), written.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                nearest = name;
            }
        }
        return nearest.isEmpty() || fewest * 2 >= written.length() ? "" : ", or write " + nearest;
    }

    /** How many letters are to be added, left out or changed; more than a few are not counted. */
    private static int edits(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MOST_EDITS) {
            return MOST_EDITS + 1;
        }
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
            }
            above = row;
        }
        return above[b.length()];
    }
}
