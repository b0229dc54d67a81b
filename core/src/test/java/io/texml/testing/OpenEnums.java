package io.texml.testing;

import io.texml.OpenEnum;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;

/** What reflection tells about open enums. */
public final class OpenEnums {

    private OpenEnums() {}

    /** The open enum that a setter or a component takes, alone or several of it; null for other types. */
    public static Class<?> choice(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Collection.class) {
            return choice(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> plain && OpenEnum.class.isAssignableFrom(plain) ? plain : null;
    }

    /** The constants of an open enum. */
    public static List<OpenEnum<?>> knownValues(Class<?> choice) {
        try {
            @SuppressWarnings("unchecked")
            List<OpenEnum<?>> known =
                    (List<OpenEnum<?>>) choice.getMethod("knownValues").invoke(null);
            return known;
        } catch (ReflectiveOperationException incomplete) {
            throw new IllegalStateException(choice + " is no open enum", incomplete);
        }
    }
}
