package io.texml.internal.json;

import io.texml.ResponseRecord;
import java.io.ByteArrayInputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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
        if (!(value instanceof String text)) {
            return null;
        }
        byte[] usual = text.getBytes(StandardCharsets.UTF_8);
        Instant time = Timestamps.readUsual(usual, 0, usual.length);
        return time != null ? time : Timestamps.readAny(text);
    }
}
