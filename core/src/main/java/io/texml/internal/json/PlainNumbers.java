package io.texml.internal.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads numbers that a list repeats for every item in place: at most 18 digits, perhaps a sign and a point. */
final class PlainNumbers {

    private static final int MOST_DIGITS = 18;

    private PlainNumbers() {}

    /** A number of digits alone, or -1 when the text is anything else. */
    static long whole(byte[] text, int offset, int length) {
        if (length == 0 || length > MOST_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The same value and scale as {@code new BigDecimal(text)}, or null when the text is anything but digits round a point. */
    static @Nullable BigDecimal decimal(byte[] text, int offset, int length) {
        if (length == 0 || length > MOST_DIGITS) {
            return null;
        }
        int end = offset + length;
        int start = text[offset] == '-' ? offset + 1 : offset;
        int point = -1;
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (text[i] == '.' && point < 0 && i > start && i + 1 < end) {
                point = i;
            } else {
                return null;
            }
        }
        if (start == end) {
            return null;
        }
        return BigDecimal.valueOf(start == offset ? value : -value, point < 0 ? 0 : end - point - 1);
    }
}
