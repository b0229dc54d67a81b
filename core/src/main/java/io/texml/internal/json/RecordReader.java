package io.texml.internal.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.OpenEnum;
import io.texml.ResponseRecord;
import io.texml.internal.KnownValues;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/**
 * Reads one record of the library from a stream of tokens: names are matched as bytes, values are read straight into the
 * canonical constructor's arguments, and a map is made only when something unknown or unreadable came. Databind costs
 * about twice as much for records with a catch-all.
 *
 * <p>A component's wire name is in its {@link JsonProperty}; {@code additionalProperties} gets the rest.
 */
final class RecordReader<T> {

    private static final String CATCH_ALL = "additionalProperties";

    private static final ClassValue<RecordReader<?>> READERS = new ClassValue<>() {
        @Override
        protected RecordReader<?> computeValue(Class<?> type) {
            return new RecordReader<>(type);
        }
    };

    private final MethodHandle constructor;
    private final PropertyNameMatcher names;
    private final SerializedString[] wireNames;
    /** Which member came after this one last time, which is nearly always right. A race only costs a wrong guess. */
    private final int[] followers;

    private final ValueReader[] readers;
    private final int[] positions;
    private final int components;
    private final int rest;

    private RecordReader(Class<T> type) {
        RecordComponent[] all = type.getRecordComponents();
        List<String> namesInOrder = new ArrayList<>();
        List<ValueReader> valueReaders = new ArrayList<>();
        int[] places = new int[all.length];
        int catchAll = -1;
        for (int i = 0; i < all.length; i++) {
            if (all[i].getName().equals(CATCH_ALL)) {
                catchAll = i;
            } else {
                JsonProperty property = all[i].getAccessor().getAnnotation(JsonProperty.class);
                places[namesInOrder.size()] = i;
                namesInOrder.add(property == null ? all[i].getName() : property.value());
                valueReaders.add(reader(all[i]));
            }
        }
        if (catchAll < 0) {
            throw new MalformedBodyException(type.getName() + " cannot be read: it has no component " + CATCH_ALL);
        }
        this.components = all.length;
        this.rest = catchAll;
        this.positions = places;
        this.readers = valueReaders.toArray(new ValueReader[0]);
        this.wireNames = namesInOrder.stream().map(SerializedString::new).toArray(SerializedString[]::new);
        this.followers = new int[wireNames.length + 1];
        this.names = JsonWriter.FACTORY.constructNameMatcher(
                namesInOrder.stream().map(Named::fromString).toList(), false);
        this.constructor = constructor(type, all);
    }

    @SuppressWarnings("unchecked")
    static <T> RecordReader<T> of(Class<T> type) {
        return (RecordReader<T>) READERS.get(type);
    }

    /** Whether this reads a type; databind binds the others. */
    static boolean reads(Class<?> type) {
        return type.isRecord() && ResponseRecord.class.isAssignableFrom(type);
    }

    /** Reads the object whose start is the parser's current token; the parser ends on its end. */
    T read(JsonParser parser) {
        return read(parser, false);
    }

    /** As {@link #read}, with the members of an object {@code data} taken as if they stood beside it. */
    T readWrapped(JsonParser parser) {
        return read(parser, true);
    }

    private T read(JsonParser parser, boolean unwrap) {
        @Nullable Object[] values = new @Nullable Object[components];
        fill(values, parser, unwrap);
        Object others = values[rest];
        if (others == null) {
            values[rest] = Map.of();
        } else {
            values[rest] = Collections.unmodifiableMap((Map<?, ?>) others);
        }
        try {
            @SuppressWarnings("unchecked")
            T record = (T) (Object) constructor.invokeExact(values);
            return record;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a response record must accept every value", impossible);
        }
    }

    private void fill(@Nullable Object[] values, JsonParser parser, boolean unwrap) {
        int previous = wireNames.length;
        while (true) {
            int match = nextMember(parser, followers[previous]);
            if (match >= 0) {
                if (match != followers[previous]) {
                    followers[previous] = match;
                }
                previous = match;
                if (parser.nextToken() == JsonToken.VALUE_NULL) {
                    continue;
                }
                Object value = readers[match].read(parser);
                if (value instanceof ValueReader.Unreadable unreadable) {
                    others(values).put(wireNames[match].getValue(), unreadable.value());
                } else {
                    values[positions[match]] = value;
                }
            } else if (match == PropertyNameMatcher.MATCH_UNKNOWN_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (unwrap && token == JsonToken.START_OBJECT && name.equals("data")) {
                    fill(values, parser, false);
                } else {
                    others(values).put(name, JsonValues.read(parser));
                }
            } else if (match == PropertyNameMatcher.MATCH_END_OBJECT) {
                return;
            } else {
                throw new MalformedBodyException("an object in the body does not end");
            }
        }
    }

    /** Compares the bytes of the next name with the one that is expected there, and looks it up only when it is another. */
    private int nextMember(JsonParser parser, int expected) {
        if (wireNames.length == 0) {
            return parser.nextNameMatch(names);
        }
        if (parser.nextName(wireNames[expected])) {
            return expected;
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.PROPERTY_NAME) {
            return names.matchName(parser.currentName());
        }
        return token == JsonToken.END_OBJECT
                ? PropertyNameMatcher.MATCH_END_OBJECT
                : PropertyNameMatcher.MATCH_ODD_TOKEN;
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> others(@Nullable Object[] values) {
        Map<String, @Nullable Object> others = (Map<String, @Nullable Object>) values[rest];
        if (others == null) {
            others = new LinkedHashMap<>();
            values[rest] = others;
        }
        return others;
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            return MethodHandles.publicLookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException inaccessible) {
            throw new MalformedBodyException(type.getName() + " cannot be read: it must be public and exported");
        }
    }

    private static ValueReader reader(RecordComponent component) {
        Type type = component.getGenericType();
        if (type == String.class) {
            return ValueReader.text();
        }
        if (type == Boolean.class) {
            return ValueReader.flag();
        }
        if (type == Integer.class) {
            return ValueReader.number(BigDecimal::intValueExact);
        }
        if (type == Long.class) {
            return ValueReader.number(BigDecimal::longValueExact);
        }
        if (type == BigDecimal.class) {
            return ValueReader.decimal();
        }
        if (type == Duration.class) {
            return ValueReader.seconds();
        }
        if (type == Instant.class) {
            return ValueReader.timestamp();
        }
        if (type == URI.class) {
            return ValueReader.uri();
        }
        if (type instanceof ParameterizedType generic && generic.getActualTypeArguments()[0] == String.class) {
            if (generic.getRawType() == List.class) {
                return ValueReader.texts();
            }
            if (generic.getRawType() == Map.class) {
                return ValueReader.map();
            }
        }
        if (OpenEnum.class.isAssignableFrom(component.getType())) {
            return choice(component.getType());
        }
        if (reads(component.getType())) {
            return ValueReader.nested(component.getType());
        }
        throw new MalformedBodyException(component.getDeclaringRecord().getName() + " cannot be read: its component "
                + component.getName() + " has a type that ResponseRecord does not name");
    }

    private static ValueReader choice(Class<?> type) {
        try {
            Method of = type.getMethod("of", String.class);
            List<?> known = (List<?>) type.getMethod("knownValues").invoke(null);
            KnownValues<OpenEnum> constants = KnownValues.of(known.toArray(new OpenEnum[0]));
            return ValueReader.choice(constants, value -> {
                try {
                    return (OpenEnum) of.invoke(null, value);
                } catch (ReflectiveOperationException impossible) {
                    throw new IllegalStateException(impossible);
                }
            });
        } catch (ReflectiveOperationException incomplete) {
            throw new MalformedBodyException(type.getName() + " must have of(String) and knownValues()");
        }
    }
}
