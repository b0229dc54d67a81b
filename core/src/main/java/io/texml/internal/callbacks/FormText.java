package io.texml.internal.callbacks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads forms as the WHATWG's URL standard does: {@code +} is a blank, a percent sign that no two hexadecimal digits follow
 * stands for itself, bytes that are no text of the charset become U+FFFD. No form is malformed.
 */
public final class FormText {

    private static final String TYPE = "application/x-www-form-urlencoded";

    private FormText() {}

    /** The pairs were more than allowed. */
    public static final class TooManyException extends Exception {
        private static final long serialVersionUID = 1L;

        TooManyException() {
            super("too many parameters", null, false, false);
        }
    }

    /**
     * The charset of a form.
     *
     * @param contentType the header; null counts as a form in UTF-8
     * @return null when it is no form or its charset is not read
     */
    public static @Nullable Charset charset(@Nullable String contentType) {
        if (contentType == null) {
            return StandardCharsets.UTF_8;
        }
        String[] parts = contentType.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase(TYPE)) {
            return null;
        }
        Charset charset = StandardCharsets.UTF_8;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.regionMatches(true, 0, "charset=", 0, 8)) {
                String name = part.substring(8).strip().replace("\"", "").toLowerCase(Locale.ROOT);
                switch (name) {
                    case "utf-8", "utf8" -> charset = StandardCharsets.UTF_8;
                    case "us-ascii", "ascii" -> charset = StandardCharsets.US_ASCII;
                    case "iso-8859-1", "latin1" -> charset = StandardCharsets.ISO_8859_1;
                    default -> {
                        return null;
                    }
                }
            }
        }
        return charset;
    }

    /**
     * The parameters in their order, each with its values.
     *
     * @param most how many pairs are allowed
     */
    public static Map<String, List<String>> read(byte[] form, Charset charset, int most) throws TooManyException {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        int pairs = 0;
        int start = 0;
        while (start <= form.length) {
            int end = indexOf(form, '&', start, form.length);
            if (end > start) {
                if (++pairs > most) {
                    throw new TooManyException();
                }
                int equals = indexOf(form, '=', start, end);
                String name = decode(form, start, equals, charset);
                String value = equals < end ? decode(form, equals + 1, end, charset) : "";
                parameters.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        parameters.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(parameters);
    }

    private static int indexOf(byte[] form, char mark, int from, int to) {
        int at = from;
        while (at < to && form[at] != mark) {
            at++;
        }
        return at;
    }

    private static String decode(byte[] form, int from, int to, Charset charset) {
        int plain = from;
        while (plain < to && form[plain] != '+' && form[plain] != '%') {
            plain++;
        }
        if (plain == to) {
            return new String(form, from, to - from, charset);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        bytes.write(form, from, plain - from);
        for (int i = plain; i < to; i++) {
            int hex = form[i] == '%' && i + 2 < to ? hex(form[i + 1], form[i + 2]) : -1;
            if (hex >= 0) {
                bytes.write(hex);
                i += 2;
            } else {
                bytes.write(form[i] == '+' ? ' ' : form[i]);
            }
        }
        return bytes.toString(charset);
    }

    private static int hex(byte high, byte low) {
        int tens = Character.digit(high, 16);
        int ones = Character.digit(low, 16);
        return tens < 0 || ones < 0 ? -1 : tens << 4 | ones;
    }
}
