package io.texml.internal;

import io.texml.OpenEnum;
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
    private final Map<String, E> byValue = new LinkedHashMap<>();

    private KnownValues(List<E> list) {
        this.list = list;
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

    /** The constant whose text stands in these characters, or null. */
    public @Nullable E find(char[] characters, int offset, int length) {
        for (E constant : list) {
            String text = constant.value();
            if (text.length() == length && matches(text, characters, offset)) {
                return constant;
            }
        }
        return null;
    }

    private static boolean matches(String text, char[] characters, int offset) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != characters[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
