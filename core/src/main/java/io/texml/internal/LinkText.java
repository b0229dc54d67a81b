package io.texml.internal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How links are written. What must not stand in a request line is percent-encoded as UTF-8; what is well-formed stays as it
 * is, byte for byte, as a signature may cover it.
 */
public final class LinkText {

    private static final Pattern SCHEME_AND_AUTHORITY = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\\\]*");
    private static final String REPLACEMENT = "\uFFFD";

    private LinkText() {}

    /** An absolute link, encoded from the end of its authority on. Any other text stays as it is. */
    public static String encodeAbsolute(String text) {
        String link = text.strip();
        Matcher start = SCHEME_AND_AUTHORITY.matcher(link);
        return start.lookingAt() ? start.group() + encode(link.substring(start.end())) : text;
    }

    /** A path with its query and fragment, where it has them. */
    public static String encode(String target) {
        StringBuilder out = null;
        boolean inPath = true;
        boolean inFragment = false;
        int next;
        for (int i = 0; i < target.length(); i = next) {
            int c = target.codePointAt(i);
            next = i + Character.charCount(c);
            boolean legal = isLegal(target, i, c, inPath, inFragment);
            inPath &= c != '?' && c != '#';
            inFragment |= c == '#';
            if (!legal && out == null) {
                out = new StringBuilder(target.length() + 16).append(target, 0, i);
            }
            if (out != null) {
                if (legal) {
                    out.append((char) c);
                } else {
                    encode(c, out);
                }
            }
        }
        return out == null ? target : out.toString();
    }

    private static boolean isLegal(String target, int place, int c, boolean inPath, boolean inFragment) {
        return switch (c) {
            case '"', '<', '>', '\\', '^', '`', '{', '|', '}' -> false;
            case '[', ']' -> !inPath;
            case '#' -> !inFragment;
            case '%' -> isHexDigit(target, place + 1) && isHexDigit(target, place + 2);
            default -> c > ' ' && c < 0x7F;
        };
    }

    private static boolean isHexDigit(String text, int place) {
        return place < text.length() && text.charAt(place) < 0x7F && Character.digit(text.charAt(place), 16) >= 0;
    }

    private static void encode(int c, StringBuilder out) {
        // Half of a pair has no bytes in UTF-8.
        String text =
                c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : Character.toString(c);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            out.append(String.format(Locale.ROOT, "%%%02X", b));
        }
    }
}
