package io.texml.internal;

import io.texml.OpenEnum;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The constants of one open enum. The texts are compared in place while decoding, so that a known value costs no string.
 */
public final class KnownValues<E extends OpenEnum> {

    private final List<E> list;
    /** What {@link #list} has, as it stands in a body. */
    private final byte[][] texts;

    private final Map<String, E> byValue = new LinkedHashMap<>();

    private KnownValues(List<E> list) {
        this.list = list;
        this.texts = list.stream()
                .map(constant -> constant.value().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        list.forEach(constant -> byValue.put(constant.value(), constant));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <E extends OpenEnum> KnownValues<E> of(E... constants) {
        return new KnownValues<>(List.of(constants));
    }

    /** The constants in the order they were declared. */
    public List<E> list() {
        return list;
    }

    public boolean contains(E value) {
        return byValue.containsKey(value.value());
    }

    /** The constant with this text, or a new value that keeps the text. */
    public E find(String value, Function<String, E> unknown) {
        E constant = byValue.get(value);
        return constant == null ? unknown.apply(value) : constant;
    }

    /** The constant whose text stands in these bytes, of which each is one character of ASCII; or null. */
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
