package io.texml.callbacks;

import io.texml.internal.json.JsonObjects;
import io.texml.internal.json.JsonWriter;
import io.texml.internal.json.MalformedBodyException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A callback as text and back, for queues and stores between the process that received it and others. What was read is equal
 * to what was written, {@link Callback#verification()} included.
 *
 * <pre>{@code
 * String text = CallbackJson.write(callback);
 * Callback same = CallbackJson.read(text);
 * }</pre>
 *
 * <p><b>Whoever can write the text can make up a callback that counts as signed</b>, so read it only from where nobody else
 * writes. It holds all that the platform sent, numbers, pressed keys and what was said included, and the parameters of the
 * application's URL, but not its token.
 *
 * <p>The text has a version. One version of this library reads what another wrote as long as that is the same; what one does
 * not know of its kind it reads as it would have read the request: as an {@link UnknownCallback}.
 */
public final class CallbackJson {

    private static final int VERSION = 1;

    private CallbackJson() {}

    /** One JSON object, on one line. */
    public static String write(Callback callback) {
        Objects.requireNonNull(callback, "callback");
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", VERSION);
        members.put("kind", callback.kind().value());
        members.put("verification", callback.verification().name());
        String reference = callback.reference();
        if (reference != null) {
            members.put("reference", reference);
        }
        if (!callback.urlParameters().isEmpty()) {
            members.put("urlParameters", callback.urlParameters());
        }
        members.put("parameters", callback.parameters());
        return new String(JsonWriter.write(members), StandardCharsets.UTF_8);
    }

    /**
     * The callback that was written.
     *
     * @throws IllegalArgumentException when this is no such text, or one of another version; nothing of it is quoted
     */
    public static Callback read(String json) {
        Map<String, @Nullable Object> members;
        try {
            members = JsonObjects.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedBodyException malformed) {
            throw new IllegalArgumentException("the text is no callback: it is no JSON object", malformed);
        }
        if (!(members.get("version") instanceof Number version) || version.doubleValue() != VERSION) {
            throw new IllegalArgumentException(
                    "the text is no callback of version " + VERSION + "; another version of the library may read it");
        }
        String named = text(members, "kind");
        CallbackKind kind = named == null ? null : CallbackKind.find(named);
        CallbackFields fields = new CallbackFields(
                kind == null ? CallbackKind.UNKNOWN : kind,
                verification(members),
                text(members, "reference"),
                parameters(members, "urlParameters"),
                parameters(members, "parameters"),
                // Decides the century of a date whose year has two digits, no more.
                Instant.now());
        return (kind == null ? CallbackKind.UNKNOWN : kind).read(fields);
    }

    private static Verification verification(Map<String, @Nullable Object> members) {
        String name = text(members, "verification");
        for (Verification verification : Verification.values()) {
            if (verification.name().equals(name)) {
                return verification;
            }
        }
        throw new IllegalArgumentException("the text is no callback: its verification is none");
    }

    private static @Nullable String text(Map<String, @Nullable Object> members, String name) {
        Object value = members.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException("the text is no callback: its " + name + " is no text");
    }

    private static Map<String, List<String>> parameters(Map<String, @Nullable Object> members, String name) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (members.get(name) instanceof Map<?, ?> map) {
            map.forEach((parameter, values) -> parameters.put((String) parameter, texts(name, values)));
        } else if (members.get(name) != null) {
            throw new IllegalArgumentException("the text is no callback: its " + name + " are no object");
        }
        return Collections.unmodifiableMap(parameters);
    }

    private static List<String> texts(String name, @Nullable Object values) {
        List<String> texts = new ArrayList<>(1);
        if (values instanceof List<?> list) {
            for (Object value : list) {
                if (value instanceof String text) {
                    texts.add(text);
                }
            }
            if (!list.isEmpty() && texts.size() == list.size()) {
                return List.copyOf(texts);
            }
        }
        throw new IllegalArgumentException(
                "the text is no callback: its " + name + " have a value that is no list of texts");
    }
}
