package io.texml.internal;

import org.jspecify.annotations.Nullable;

/**
 * What may stand in a path. A sid is printable ASCII without quotes: what else comes was copied along with it, and would
 * ask for something that is not there. A name of the caller's own, such as a participant's label, may have blanks and
 * quotes inside.
 */
public final class PathValues {

    private static final String CALL_SID = "v3:";

    private PathValues() {}

    /** What is wrong with the value of a path's placeholder, in one sentence that does not quote it; or null. */
    public static @Nullable String problem(String name, @Nullable String value) {
        if (value == null) {
            return name + " must not be null; " + advice(name);
        }
        if (value.equals(".") || value.equals("..") || Text.isBlank(value)) {
            return name + " must not be blank, '.' or '..'; " + advice(name);
        }
        return isSid(name) || value.startsWith(CALL_SID) ? sidProblem(name, value) : labelProblem(name, value);
    }

    /** What is wrong with a sid, in one sentence that does not quote it; or null. */
    public static @Nullable String sidProblem(String name, String sid) {
        if (Text.isBlank(sid)) {
            return name + " must not be blank";
        }
        for (int i = 0; i < sid.length(); i++) {
            char c = sid.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '"' || c == '\'' || c == '`') {
                return name + " must be printable ASCII without blanks, line breaks and quotes; give the sid alone";
            }
        }
        return null;
    }

    private static @Nullable String labelProblem(String name, String label) {
        char first = label.charAt(0);
        char last = label.charAt(label.length() - 1);
        if (Text.isBlank(first) || Text.isBlank(last) || isQuote(first) || isQuote(last)) {
            return name + " must not begin or end with a blank or a quote; " + advice(name);
        }
        if (label.chars().anyMatch(c -> Text.isControl((char) c))) {
            return name + " must not have line breaks or control characters; " + advice(name);
        }
        return Text.hasLoneSurrogate(label) ? name + " has half of a surrogate pair; give whole characters" : null;
    }

    private static boolean isQuote(char c) {
        int type = Character.getType(c);
        return c == '"'
                || c == '\''
                || c == '`'
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION;
    }

    private static boolean isSid(String name) {
        return name.equals("id") || name.equals("sid") || name.endsWith("_id") || name.endsWith("_sid");
    }

    private static String advice(String name) {
        return isSid(name) ? "give the sid" : "give the sid or the label";
    }
}
