package io.texml.simulator.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding, strict in what it reads. */
public final class PercentCode {

    private static final String UNRESERVED = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentCode() {}

    /** A text is not properly percent-encoded. */
    public static final class MalformedEncodingException extends Exception {

        MalformedEncodingException(String message) {
            super(message, null, false, false);
        }
    }

    /** Decodes a path segment, or with {@code plusIsSpace} a name or value of a form. */
    public static String decode(String text, boolean plusIsSpace) throws MalformedEncodingException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '%') {
                int high = digit(bytes, i + 1);
                int low = digit(bytes, i + 2);
                if (high < 0 || low < 0) {
                    throw new MalformedEncodingException("a percent sign is not followed by two hexadecimal digits");
                }
                out[length++] = (byte) ((high << 4) | low);
                i += 2;
            } else {
                out[length++] = plusIsSpace && b == '+' ? (byte) ' ' : b;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedEncodingException("the bytes are not UTF-8");
        }
    }

    /** Encodes everything but RFC 3986's unreserved characters. */
    public static String encode(String text) {
        return encode(text, "");
    }

    /** Encodes one path segment; a colon stays, as call sids are documented with it. */
    public static String encodeSegment(String text) {
        return encode(text, ":+@!$&'()*,;=");
    }

    private static String encode(String text, String alsoPlain) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNRESERVED.indexOf(c) >= 0
                    || alsoPlain.indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return out.toString();
    }

    private static int digit(byte[] bytes, int index) {
        return index < bytes.length ? Character.digit((char) bytes[index], 16) : -1;
    }
}
