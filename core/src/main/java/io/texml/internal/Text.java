package io.texml.internal;

/** What can be wrong with a text that goes out, and was seldom meant: blanks round it, halves of characters. */
public final class Text {

    private static final String HTTP_TOKEN = "!#$%&'*+-.^_`|~";
    private static final String SIP_TOKEN = "-.!%*_+`'~";

    private Text() {}

    /**
     * Whether a character shows nothing: blanks and line breaks of every kind, control characters, and what formats
     * invisibly, such as a byte order mark or a space of no width.
     */
    public static boolean isBlank(char c) {
        if (c < 0x7F) {
            return c <= ' ';
        }
        return Character.isSpaceChar(c) || Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }

    /** Whether a text shows nothing. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The text without what shows nothing at its two ends. */
    public static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Whether half of a surrogate pair stands alone, which UTF-8 has no form for: it would go out as a question mark. */
    public static boolean hasLoneSurrogate(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Whether it ends a line or is a control character of another kind. */
    public static boolean isControl(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    /** Whether a text is a token of HTTP (RFC 9110, 5.6.2), as the names of headers are. */
    public static boolean isHttpToken(String text) {
        return isToken(text, HTTP_TOKEN);
    }

    /** Whether a text is a token of SIP (RFC 3261, 25.1), as the names of headers are. */
    public static boolean isSipToken(String text) {
        return isToken(text, SIP_TOKEN);
    }

    private static boolean isToken(String text, String marks) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && marks.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
