package io.texml.internal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The constants of one open enum, each of which is its text, and how a value is made that is none of them. */
public final class OpenEnumValues<E> {

    /** Of every type that was initialized; written by their static initializers alone. */
    private static final Map<Class<?>, OpenEnumValues<?>> BY_TYPE = new ConcurrentHashMap<>();

    private final KnownValues<E> known;
    private final Function<String, E> unknown;

    private OpenEnumValues(KnownValues<E> known, Function<String, E> unknown) {
        this.known = known;
        this.unknown = unknown;
    }

    /**
     * Names the constants of a type; once, from its static initializer.
     *
     * @param unknown makes a value that keeps a text
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <E> OpenEnumValues<E> of(Function<String, E> unknown, E... constants) {
        OpenEnumValues<E> values = new OpenEnumValues<>(KnownValues.of(Object::toString, constants), unknown);
        BY_TYPE.put(constants[0].getClass(), values);
        return values;
    }

    /** What a type has named. */
    public static OpenEnumValues<?> of(Class<?> type) {
        OpenEnumValues<?> values = BY_TYPE.get(type);
        return values != null ? values : initialized(type);
    }

    private static OpenEnumValues<?> initialized(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
        return Objects.requireNonNull(BY_TYPE.get(type), () -> type.getName() + " has not named its constants");
    }

    /** The constants in the order they were named. */
    public List<E> list() {
        return known.list();
    }

    public boolean contains(String value) {
        return known.find(value) != null;
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    public E of(String value) {
        E constant = known.find(value);
        return constant == null ? unknown.apply(value) : constant;
    }

    /** The constant whose text stands in these bytes, of which each is one character of ASCII; or null. */
    public @Nullable E find(byte[] ascii, int offset, int length) {
        return known.find(ascii, offset, length);
    }
}
