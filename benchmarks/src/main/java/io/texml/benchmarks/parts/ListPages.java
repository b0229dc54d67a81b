package io.texml.benchmarks.parts;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.OpenEnum;
import io.texml.operation.ResponseType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page for the type of any list, with a value of the usual length for every component that the type knows. */
final class ListPages {

    private ListPages() {}

    static byte[] render(ResponseType<?> type, int items) {
        String array = String.join(",", Collections.nCopies(items, object(type.type())));
        String end = type.kind() == ResponseType.Kind.NUMBERED_PAGE
                ? "],\"meta\":{\"page_number\":1,\"page_size\":1000,\"total_pages\":9,\"total_results\":9000}}"
                : "],\"next_page_uri\":\"/v2/texml/next?Page=1\",\"page\":0,\"page_size\":1000,\"start\":0,\"end\":999}";
        return ("{\"" + type.arrayName() + "\":[" + array + end).getBytes(StandardCharsets.US_ASCII);
    }

    private static String object(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != Map.class)
                .map(component -> "\"" + name(component) + "\":" + value(component.getGenericType()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String name(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static String value(Type type) {
        if (type == Integer.class || type == Long.class) {
            return "2";
        }
        if (type == Boolean.class) {
            return "true";
        }
        if (type == Instant.class) {
            return "\"Thu, 15 Jun 2023 09:56:45 +0000\"";
        }
        if (type == Duration.class) {
            return "\"44\"";
        }
        if (type == BigDecimal.class) {
            return "\"0.0150\"";
        }
        if (type == URI.class) {
            return "\"https://app.example/callbacks/status\"";
        }
        if (type instanceof Class<?> choice && OpenEnum.class.isAssignableFrom(choice)) {
            return "\"" + firstKnown(choice) + "\"";
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            return object(record);
        }
        return type == String.class ? "\"7f3c1a52-0b8e-4d6f-9a21-5e4d8c7b6a10\"" : "[]";
    }

    private static Object firstKnown(Class<?> type) {
        try {
            return ((List<?>) type.getMethod("knownValues").invoke(null)).get(0);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
