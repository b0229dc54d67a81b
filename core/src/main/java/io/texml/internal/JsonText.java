package io.texml.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a text is JSON. */
public final class JsonText {

    private JsonText() {}

    /** Whether a text is one value of JSON. */
    public static boolean isJson(String text) {
        return read(text) != null;
    }

    /** Whether a text is one object of JSON. */
    public static boolean isObject(String text) {
        JsonNode node = read(text);
        return node != null && node.isObject();
    }

    private static @Nullable JsonNode read(String text) {
        try {
            JsonNode node = JsonMapper.shared().readTree(text);
            return node.isMissingNode() ? null : node;
        } catch (JacksonException malformed) {
            return null;
        }
    }
}
