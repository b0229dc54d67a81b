package io.texml.internal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A few values, each with its text. The texts are compared in place while decoding, so that a known value costs no string.
 */
public final class KnownValues<E> {

    private final List<E> list;
    /** What {@link #list} has, as it stands in a body. */
    private final byte[][] texts;

    private final Map<String, E> byText = new LinkedHashMap<>();

    private KnownValues(Function<? super E, String> text, List<E> list) {
        this.list = list;
        this.texts = list.stream()
                .map(constant -> text.apply(constant).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        list.forEach(constant -> byText.put(text.apply(constant), constant));
    }

    /**
     * The values.
     *
     * @param text a value's text on the wire
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <E> KnownValues<E> of(Function<? super E, String> text, E... constants) {
        return new KnownValues<>(text, List.of(constants));
    }

    /** The values in the order they were given. */
    public List<E> list() {
        return list;
    }

    /** The value with this text; or null. */
    public @Nullable E find(String value) {
        return byText.get(value);
    }

    /** The value whose text stands in these bytes, of which each is one character of ASCII; or null. */
    public @Nullable E find(byte[] ascii, int offset, int length) {
        for (int i = 0; i < texts.length; i++) {
            if (texts[i].length == length && startsWith(ascii, offset, texts[i])) {
                return list.get(i);
            }
        }
        return null;
    }

    private static boolean startsWith(byte[] ascii, int offset, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] != ascii[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
