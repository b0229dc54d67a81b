package io.texml.markup;

import org.jspecify.annotations.Nullable;

/** Names and texts of XML 1.0: what is allowed, and how it is escaped. */
final class XmlText {

    /** The JDK's reader takes names of 1,000 characters. */
    private static final int LONGEST_NAME = 200;

    private XmlText() {}

    /**
     * @param what the name is of, for the message
     * @throws IllegalArgumentException for a name that cannot be written
     */
    static void checkName(String name, String what) {
        boolean valid = !name.isEmpty() && name.length() <= LONGEST_NAME && isNameStart(name.charAt(0));
        for (int i = 1; valid && i < name.length(); i++) {
            char c = name.charAt(i);
            valid = isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
        }
        if (!valid) {
            throw new IllegalArgumentException(what + " must be at most " + LONGEST_NAME
                    + " letters, digits and _ - . : and begin with a letter or _; correct it");
        }
    }

    /**
     * @param place of the text, for the message
     * @throws IllegalArgumentException for a character that XML 1.0 has no form for, not even an escaped one
     */
    static void check(String text, String place) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isRefused(text, i)) {
                throw new IllegalArgumentException(String.format(
                        "%s has a character that XML cannot hold (U+%04X, the %d. character); remove it",
                        place, (int) c, i + 1));
            }
        }
    }

    /** Whether XML 1.0 has no form for the character at an index: a control, a half of a pair alone, or none of Unicode. */
    static boolean isRefused(String text, int index) {
        char c = text.charAt(index);
        if (c >= 0x20 && c < 0xD800) {
            return false;
        }
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
        }
        return !isAllowed(c);
    }

    static void escapeText(StringBuilder out, String text) {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = escaped(text.charAt(i));
            if (escaped != null) {
                out.append(text, written, i).append(escaped);
                written = i + 1;
            }
        }
        out.append(text, written, text.length());
    }

    static void escapeAttribute(StringBuilder out, String value) {
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            String escaped = escapedInAttribute(value.charAt(i));
            if (escaped != null) {
                out.append(value, written, i).append(escaped);
                written = i + 1;
            }
        }
        out.append(value, written, value.length());
    }

    /** A reader turns a carriage return that is not escaped into a line feed. */
    private static @Nullable String escaped(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\r' -> "&#13;";
            default -> null;
        };
    }

    /** A reader turns a tab or a line's end in an attribute into a blank where it is not escaped. */
    private static @Nullable String escapedInAttribute(char c) {
        return switch (c) {
            case '"' -> "&quot;";
            case '\t' -> "&#9;";
            case '\n' -> "&#10;";
            default -> escaped(c);
        };
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
    }

    private static boolean isAllowed(char c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0xE000 && c <= 0xFFFD);
    }
}
