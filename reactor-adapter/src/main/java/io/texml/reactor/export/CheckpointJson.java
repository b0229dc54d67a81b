package io.texml.reactor.export;

import io.texml.internal.json.JsonObjects;
import io.texml.internal.json.JsonWriter;
import io.texml.internal.json.MalformedBodyException;
import io.texml.reactor.export.Checkpoint.Position;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The text form of checkpoints. */
final class CheckpointJson {

    private CheckpointJson() {}

    static String write(Checkpoint checkpoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", Checkpoint.SCHEMA_VERSION);
        json.put("operation", checkpoint.operationId());
        json.put("fingerprint", checkpoint.fingerprint());
        json.put("items", checkpoint.items());
        json.put("complete", checkpoint.isComplete());
        LocalDate doneThrough = checkpoint.doneThrough();
        putIfThere(json, "done_through", doneThrough == null ? null : doneThrough.toString());
        Map<String, Object> positions = new LinkedHashMap<>();
        checkpoint.positions().forEach((day, position) -> positions.put(day, write(position)));
        json.put("positions", positions);
        json.put("notes", checkpoint.notes());
        return new String(JsonWriter.write(json), StandardCharsets.UTF_8);
    }

    static Checkpoint read(String text) {
        try {
            Map<String, @Nullable Object> json = JsonObjects.read(text.getBytes(StandardCharsets.UTF_8));
            if (!Integer.valueOf(Checkpoint.SCHEMA_VERSION).equals(json.get("schema"))) {
                throw new IllegalArgumentException("the checkpoint is of another schema version than "
                        + Checkpoint.SCHEMA_VERSION + "; read it with the version of this library that wrote it");
            }
            TreeMap<String, Position> positions = new TreeMap<>();
            members(json, "positions").forEach((day, value) -> {
                if (!day.isEmpty()) {
                    LocalDate.parse(day);
                }
                positions.put(day, position((Map<?, ?>) required(value)));
            });
            Map<String, String> notes = new LinkedHashMap<>();
            members(json, "notes").forEach((name, value) -> notes.put(name, (String) required(value)));
            String doneThrough = (String) json.get("done_through");
            return new Checkpoint(
                    (String) required(json.get("operation")),
                    (String) required(json.get("fingerprint")),
                    ((Number) required(json.get("items"))).longValue(),
                    (Boolean) required(json.get("complete")),
                    doneThrough == null ? null : LocalDate.parse(doneThrough),
                    positions,
                    notes);
        } catch (MalformedBodyException | ClassCastException | DateTimeException unreadable) {
            throw new IllegalArgumentException("this is no checkpoint of an export, or it is damaged");
        }
    }

    private static Map<String, Object> write(Position position) {
        Map<String, Object> json = new LinkedHashMap<>();
        putIfThere(json, "next_page", position.nextPage());
        putIfThere(json, "last_sid", position.lastSid());
        json.put("done", position.done());
        json.put("changing", position.changing());
        putIfThere(json, "sink_sid", position.sinkSid());
        return json;
    }

    private static Position position(Map<?, ?> json) {
        String nextPage = (String) json.get("next_page");
        boolean isDone = Boolean.TRUE.equals(json.get("done"));
        if (isDone && nextPage != null) {
            throw new IllegalArgumentException("the checkpoint is damaged: what is done has no next page");
        }
        return new Position(
                nextPage, (String) json.get("last_sid"), isDone, Boolean.TRUE.equals(json.get("changing")), (String)
                        json.get("sink_sid"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> members(Map<String, @Nullable Object> json, String name) {
        return (Map<String, @Nullable Object>) required(json.get(name));
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new ClassCastException("a member is missing");
        }
        return value;
    }

    private static void putIfThere(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
