package io.texml.internal.wire;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of UTF-8 for the three places a value can stand in. */
public final class PercentEncoding {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** As one segment of a path (RFC 3986): {@code :} stays, because call sids are written with it. */
    static void pathSegment(String value, StringBuilder out) {
        encode(value, "-._~:", false, out);
    }

    /** As a name or a value in a query (RFC 3986): a space is {@code %20}. */
    public static void query(String value, StringBuilder out) {
        encode(value, "-._~", false, out);
    }

    /** As a name or a value in a form (WHATWG URL): a space is {@code +}. */
    static void form(String value, StringBuilder out) {
        encode(value, "-._*", true, out);
    }

    private static void encode(String value, String unreserved, boolean plusForSpace, StringBuilder out) {
        int plain = 0;
        while (plain < value.length() && isPlain(value.charAt(plain), unreserved)) {
            plain++;
        }
        out.append(value, 0, plain);
        if (plain == value.length()) {
            return;
        }
        for (byte b : value.substring(plain).getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && isPlain((char) b, unreserved)) {
                out.append((char) b);
            } else if (b == ' ' && plusForSpace) {
                out.append('+');
            } else {
                out.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
            }
        }
    }

    private static boolean isPlain(char c, String unreserved) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || unreserved.indexOf(c) >= 0;
    }
}
