package io.texml;

import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.internal.OpenEnumValues;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of a list that the server may extend at any time: {@link io.texml.calls.CallStatus} and its like. Each has a
 * constant for every value that this version knows; another value is kept as it came ({@link #isKnown()} is false), is
 * equal to every other that has the same text, and goes out again unchanged.
 *
 * <p>It is no Java {@code enum}, so {@code switch} over its constants does not compile. What does:
 *
 * <pre>{@code
 * if (call.status().is(CallStatus.BUSY, CallStatus.NO_ANSWER)) { ... }
 * if (CallStatus.BUSY.equals(call.status())) { ... } // also where the status may be null
 * }</pre>
 *
 * <p>Compare with {@link #is} or {@code equals}, not with {@code ==}: two unknown values of one text may be two objects.
 * Immutable, and written by Jackson as its text.
 *
 * @param <E> the type itself
 */
public abstract class OpenEnum<E extends OpenEnum<E>> {

    private final String value;

    /**
     * For the library's own types.
     *
     * @param value the text on the wire; not null
     */
    protected OpenEnum(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** The text on the wire; never null. */
    @JsonValue
    public final String value() {
        return value;
    }

    /** Whether this version of the library has a constant for the value. */
    public final boolean isKnown() {
        return OpenEnumValues.of(getClass()).contains(value);
    }

    /** Whether this is one of these values. */
    @SafeVarargs
    public final boolean is(E first, E... more) {
        boolean found = equals(first);
        for (int i = 0; i < more.length && !found; i++) {
            found = equals(more[i]);
        }
        return found;
    }

    /** Whether the other is of the same type and has the same text. */
    @Override
    @SuppressWarnings("EqualsGetClass") // texts of two types are two values
    public final boolean equals(@Nullable Object other) {
        return other != null && other.getClass() == getClass() && ((OpenEnum<?>) other).value.equals(value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    /** The text on the wire. */
    @Override
    public final String toString() {
        return value;
    }
}
