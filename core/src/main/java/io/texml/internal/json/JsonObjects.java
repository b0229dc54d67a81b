package io.texml.internal.json;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Reads objects whose members nobody has a type for. */
public final class JsonObjects {

    private JsonObjects() {}

    /**
     * All of an object.
     *
     * @throws MalformedBodyException when it is none; the message quotes nothing of it
     */
    public static Map<String, @Nullable Object> read(byte[] json) {
        try (JsonParser parser = JsonWriter.FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && JsonValues.read(parser) instanceof Map<?, ?> members
                    && parser.nextToken() == null) {
                @SuppressWarnings("unchecked")
                Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) members;
                return object;
            }
        } catch (JacksonException unreadable) {
            // Reported below, as its message can quote the content.
        }
        throw new MalformedBodyException("it is no JSON object, or is cut off");
    }

    /** The first of these members of a raw item that is a string, by the order of the names; null when none is. */
    public static @Nullable String firstText(ByteBuffer item, List<String> names) {
        byte[] json = new byte[item.remaining()];
        item.get(item.position(), json);
        String found = null;
        int best = names.size();
        try (JsonParser parser = JsonWriter.FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = parser.nextName(); name != null && best > 0; name = parser.nextName()) {
                int rank = names.indexOf(name);
                if (parser.nextToken() == JsonToken.VALUE_STRING && rank >= 0 && rank < best) {
                    found = parser.getString();
                    best = rank;
                } else {
                    parser.skipChildren();
                }
            }
            return found;
        } catch (JacksonException unreadable) {
            return null;
        }
    }
}
