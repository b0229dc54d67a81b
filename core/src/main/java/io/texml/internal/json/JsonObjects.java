package io.texml.internal.json;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads objects whose members nobody has a type for. */
public final class JsonObjects {

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

    /** The first of these members of a raw item that is a string, by the order of the names; null when none is. */
    public static @Nullable String firstText(ByteBuffer item, List<String> names) {
        byte[] json = new byte[item.remaining()];
        item.get(item.position(), json);
        Map<String, @Nullable Object> members;
        try {
            members = read(json);
        } catch (MalformedBodyException unreadable) {
            return null;
        }
        for (String name : names) {
            if (members.get(name) instanceof String text) {
                return text;
            }
        }
        return null;
    }
}
