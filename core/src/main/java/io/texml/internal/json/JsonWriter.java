package io.texml.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Writes the values that a request can hold as UTF-8 JSON, members in their order. */
public final class JsonWriter {

    /** For reading too: a type of an application is bound to no more than the scanner would read. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonScanner.DEEPEST)
                    .maxTokenCount((long) JsonScanner.MOST_VALUES * JsonScanner.TOKENS_PER_VALUE)
                    .build())
            .build();

    private JsonWriter() {}

    /** One object with these members. */
    public static byte[] write(Map<String, ?> members) {
        BufferRecycler buffers = FACTORY._getBufferRecycler();
        try (ByteArrayBuilder out = new ByteArrayBuilder(buffers)) {
            try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
                value(members, json);
            }
            return out.getClearAndRelease();
        } finally {
            buffers.releaseToPool();
        }
    }

    /** A record of the API, or another value, as Jackson writes it. */
    public static byte[] writeRecord(Object value) {
        return JsonMapper.shared().writeValueAsBytes(value);
    }

    private static void value(@Nullable Object value, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> {
                json.writeName(String.valueOf(name));
                value(member, json);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(item -> value(item, json));
            json.writeEndArray();
        } else {
            throw new IllegalArgumentException("not a value of a request: " + value.getClass());
        }
    }
}
