package io.texml.examples.export;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in Shift-JIS, GBK or Big5, where some letters have a second byte that is a backslash. As a name's last it seems to
 * escape the quote behind it, so that the item cannot be read. The client reads such items, and hands on their bytes.
 */
final class TwoByteLetters {

    /** What stands for bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    /** A quote behind which no string can end, so that it is one of the text. */
    private static final Pattern QUOTE_OF_TEXT = Pattern.compile("\"[ \\t\\r\\n]*+[^,:\\]}]");

    private TwoByteLetters() {}

    /** The same JSON with another character for each backslash behind a letter, in strings that were no UTF-8. */
    static String withoutBackslashes(String json) {
        StringBuilder changed = new StringBuilder(json);
        Matcher quoteOfText = QUOTE_OF_TEXT.matcher(json);
        boolean inString = false;
        boolean isForeign = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                inString = !inString;
                isForeign = false;
            } else if (c == REPLACEMENT) {
                isForeign = true;
            } else if (inString && c == '\\') {
                boolean followsLetter = isForeign && json.charAt(i - 1) > 0x7F;
                if (followsLetter && !quoteOfText.region(i + 1, json.length()).lookingAt()) {
                    changed.setCharAt(i, REPLACEMENT);
                } else {
                    i++;
                }
            }
        }
        return changed.toString();
    }
}
