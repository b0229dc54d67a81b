package io.texml.internal.json;

import io.texml.ApiError;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the error envelope as leniently as it is documented: every member may be missing or of another type. */
public final class ErrorReader {

    private ErrorReader() {}

    /** The errors in a body, or an empty list when it is no error envelope (an HTML page of a proxy, nothing, ...). */
    public static List<ApiError> read(byte[] body) {
        try {
            Object value = LettersOfTwoBytes.read(new ByteArrayInputStream(body), JsonScanner::value);
            if (!(value instanceof Map<?, ?> envelope) || !(envelope.get("errors") instanceof List<?> entries)) {
                return List.of();
            }
            List<ApiError> errors = new ArrayList<>();
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> members) {
                    errors.add(error(members));
                }
            }
            return errors;
        } catch (MalformedBodyException notAnEnvelope) {
            return List.of();
        }
    }

    private static ApiError error(Map<?, ?> members) {
        Object source = members.get("source");
        Object meta = members.get("meta");
        String pointer = source instanceof Map<?, ?> map ? first(map, "pointer", "parameter") : null;
        return new ApiError(
                text(members.get("code")),
                text(members.get("title")),
                first(members, "detail", "description"),
                pointer,
                meta instanceof Map<?, ?> map ? text(map.get("url")) : null);
    }

    private static @Nullable String first(Map<?, ?> members, String name, String otherName) {
        String value = text(members.get(name));
        return value != null ? value : text(members.get(otherName));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null || value instanceof Map || value instanceof List ? null : value.toString();
    }
}
