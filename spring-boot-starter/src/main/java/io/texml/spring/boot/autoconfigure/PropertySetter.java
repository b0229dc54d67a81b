package io.texml.spring.boot.autoconfigure;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands properties to builders, whose complaints then name the property that they are about. */
final class PropertySetter {

    private PropertySetter() {}

    /** Sets a value, unless there is none. */
    static <T> void set(String property, @Nullable T value, Consumer<T> setter) {
        if (value != null) {
            check(property, () -> {
                setter.accept(value);
                return value;
            });
        }
    }

    /** Lets a builder's complaint name a property. */
    static <T> T check(String property, Supplier<T> made) {
        try {
            return made.get();
        } catch (InvalidTexmlPropertyException named) {
            throw named;
        } catch (RuntimeException refused) {
            throw new InvalidTexmlPropertyException(property, refused);
        }
    }
}
