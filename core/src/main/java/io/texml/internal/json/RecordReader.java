package io.texml.internal.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.OpenEnum;
import io.texml.ResponseRecord;
import io.texml.internal.OpenEnumValues;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record of the library: names are matched as bytes, values are read straight into the
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
    private final String[] wireNames;
    private final MemberName[] memberNames;

    private final Map<String, Integer> places = new HashMap<>();
    /** Which member came after this one last time, which is nearly always right. A race only costs a wrong guess. */
    private final int[] followers;

    private final ValueReader[] readers;
    private final int[] positions;
    private final int components;
    private final int rest;
    /** What every object without a member becomes. A race only makes another that is equal. */
    private @Nullable T empty;

    private RecordReader(Class<T> type) {
        RecordComponent[] all = type.getRecordComponents();
        List<String> namesInOrder = new ArrayList<>();
        List<ValueReader> valueReaders = new ArrayList<>();
        int[] inRecord = new int[all.length];
        int catchAll = -1;
        for (int i = 0; i < all.length; i++) {
            if (all[i].getName().equals(CATCH_ALL)) {
                catchAll = i;
            } else {
                inRecord[namesInOrder.size()] = i;
                namesInOrder.add(wireName(all[i]));
                valueReaders.add(reader(all[i]));
            }
        }
        if (catchAll < 0) {
            throw new MalformedBodyException(type.getName() + " cannot be read: it has no component " + CATCH_ALL);
        }
        this.components = all.length;
        this.rest = catchAll;
        this.positions = inRecord;
        this.readers = valueReaders.toArray(new ValueReader[0]);
        this.wireNames = namesInOrder.toArray(new String[0]);
        this.memberNames = namesInOrder.stream().map(MemberName::new).toArray(MemberName[]::new);
        this.followers = new int[wireNames.length + 1];
        for (int i = 0; i < wireNames.length; i++) {
            places.put(wireNames[i], i);
        }
        this.constructor = constructor(type, all);
    }

    @SuppressWarnings("unchecked")
    static <T> RecordReader<T> of(Class<T> type) {
        return (RecordReader<T>) READERS.get(type);
    }

    static String wireName(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    /** Whether this reads a type; databind binds the others. */
    static boolean reads(Class<?> type) {
        return type.isRecord() && ResponseRecord.class.isAssignableFrom(type);
    }

    /** Reads the object that begins next. */
    T read(JsonScanner json) {
        return read(json, false, null);
    }

    /** Reads the objects of one list of a body, one behind the other. */
    Function<JsonScanner, T> inTurn() {
        ItemBefore before = new ItemBefore(wireNames.length);
        return json -> read(json, false, before);
    }

    /** As {@link #read}, with the members of an object {@code data} taken as if they stood beside it. */
    T readWrapped(JsonScanner json) {
        return read(json, true, null);
    }

    /** A record that holds nothing but a value that is no object, under this name. */
    T holding(String name, @Nullable Object value) {
        @Nullable Object[] values = new @Nullable Object[components];
        others(values).put(name, value);
        return record(values);
    }

    private T read(JsonScanner json, boolean unwrap, @Nullable ItemBefore before) {
        json.count(1);
        if (json.isEmpty('{', '}')) {
            return empty();
        }
        @Nullable Object[] values = new @Nullable Object[components];
        fill(values, json, unwrap, before);
        return record(values);
    }

    private T empty() {
        T record = empty;
        if (record == null) {
            record = record(new @Nullable Object[components]);
            empty = record;
        }
        return record;
    }

    private T record(@Nullable Object[] values) {
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

    /** From the first member on. */
    private void fill(@Nullable Object[] values, JsonScanner json, boolean unwrap, @Nullable ItemBefore before) {
        int previous = wireNames.length;
        do {
            int expected = followers[previous];
            if (expected < wireNames.length && json.skipName(memberNames[expected])) {
                previous = expected;
                member(expected, values, json, before);
                continue;
            }
            String name = json.name();
            Integer known = places.get(name);
            if (known != null) {
                followers[previous] = known;
                previous = known;
                member(known, values, json, before);
            } else if (unwrap && json.next() == '{' && name.equals("data")) {
                if (!json.isEmpty('{', '}')) {
                    fill(values, json, false, before);
                }
            } else {
                others(values).put(name, json.value());
            }
        } while (!json.endOf('}'));
    }

    private void member(int place, @Nullable Object[] values, JsonScanner json, @Nullable ItemBefore before) {
        int first = json.next();
        if (first == 'n' && json.skipNull()) {
            return;
        }
        if (before != null && first == '"') {
            Object same = before.skipSame(place, json);
            if (same != null) {
                values[positions[place]] = same;
                return;
            }
        }
        long start = json.position();
        Object value = readers[place].read(json, first);
        if (value instanceof ValueReader.Unreadable unreadable) {
            others(values).put(wireNames[place], unreadable.value());
            return;
        }
        values[positions[place]] = value;
        if (before != null && first == '"') {
            before.keep(place, value, start, json);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> others(@Nullable Object[] values) {
        Map<String, @Nullable Object> others = (Map<String, @Nullable Object>) values[rest];
        if (others == null) {
            others = new LinkedHashMap<>(JsonScanner.FEW);
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
            return ValueReader.integer();
        }
        if (type == Long.class) {
            return ValueReader.wholeNumber();
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
            return ValueReader.choice(OpenEnumValues.of(component.getType()));
        }
        if (reads(component.getType())) {
            return ValueReader.nested(component.getType());
        }
        throw new MalformedBodyException(component.getDeclaringRecord().getName() + " cannot be read: its component "
                + component.getName() + " has a type that ResponseRecord does not name");
    }
}
