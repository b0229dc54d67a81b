package io.texml.internal;

import org.jspecify.annotations.Nullable;

/** Lets text of a server into messages only where it is a plain token: no control character, no phone number. */
public final class SafeText {

    private static final int LONGEST = 80;
    private static final int MOST_DIGITS = 6;

    private SafeText() {}

    /** The text itself when it is a short token whose digits cannot be a phone number, otherwise null. */
    public static @Nullable String token(@Nullable String text) {
        return text != null && isToken(text, MOST_DIGITS) ? text : null;
    }

    /** As {@link #token} for ids, which are often digits alone. */
    public static @Nullable String id(@Nullable String text) {
        return text != null && isToken(text, LONGEST) ? text : null;
    }

    private static boolean isToken(String text, int mostDigits) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (digit && ++digits > mostDigits) {
                return false;
            }
            if (!digit && !letter && "-_./[]:".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
