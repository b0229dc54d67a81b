package io.texml.internal.json;

import io.texml.ResponseRecord;
import java.io.ByteArrayInputStream;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads objects whose members nobody has a type for. */
public final class JsonObjects {

    private static final ClassValue<Map<String, RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected Map<String, RecordComponent> computeValue(Class<?> type) {
            return components(type);
        }
    };

    private JsonObjects() {}

    /**
     * All of an object.
     *
     * @throws MalformedBodyException when it is none; the message quotes nothing of it
     */
    public static Map<String, @Nullable Object> read(byte[] json) {
        JsonScanner scanner = new JsonScanner(new ByteArrayInputStream(json));
        if (scanner.next() == '{') {
            Map<String, @Nullable Object> members = scanner.object();
            if (scanner.isAtEnd()) {
                return members;
            }
        }
        throw new MalformedBodyException("it is no JSON object, or is cut off");
    }

    /**
     * Some members of a raw item; the others are passed over.
     *
     * @return by name; without those that are null or not there, and empty when the item is no object
     */
    public static Map<String, Object> members(ByteBuffer item, Set<String> names) {
        byte[] json = new byte[item.remaining()];
        item.get(item.position(), json);
        JsonScanner scanner = new JsonScanner(new ByteArrayInputStream(json));
        Map<String, Object> found = new HashMap<>();
        try {
            if (scanner.next() == '{' && !scanner.isEmpty('{', '}')) {
                do {
                    String name = scanner.name();
                    if (names.contains(name)) {
                        Object value = scanner.value();
                        if (value != null) {
                            found.put(name, value);
                        }
                    } else {
                        scanner.skip();
                    }
                } while (!scanner.endOf('}'));
            }
        } catch (MalformedBodyException unreadable) {
            return Map.of();
        }
        return found;
    }

    /** What a record read from a member of this name; null when it has no place for one, or nothing came. */
    public static @Nullable Object member(ResponseRecord record, String name) {
        RecordComponent component = COMPONENTS.get(record.getClass()).get(name);
        try {
            return component == null ? null : component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException hidden) {
            return null;
        }
    }

    private static Map<String, RecordComponent> components(Class<?> type) {
        Map<String, RecordComponent> components = new HashMap<>();
        for (RecordComponent component : type.isRecord() ? type.getRecordComponents() : new RecordComponent[0]) {
            components.put(RecordReader.wireName(component), component);
        }
        return components;
    }

    /** The point in time that a member's value means, as records read it; null when it means none. */
    public static @Nullable Instant time(@Nullable Object value) {
        return value instanceof String text ? Timestamps.readAny(text) : null;
    }
}
