package io.texml.internal.json;

import io.texml.operation.ResponseType;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Turns the body of a successful answer into what the operation promises. */
public final class ResponseDecoder {

    private ResponseDecoder() {}

    /**
     * Reads a whole body.
     *
     * @param body an empty stream when there was none
     * @param target path and query that were fetched, from the root of the origin
     * @return null only for operations that answer with nothing
     * @throws MalformedBodyException when the body is not what it should be; the message quotes nothing of it
     */
    @SuppressWarnings("unchecked")
    public static <R> @Nullable R decode(ResponseType<R> type, InputStream body, String target) {
        if (type.kind() == ResponseType.Kind.EMPTY) {
            return null;
        }
        try {
            return (R) read(type, body, target);
        } catch (JacksonException unreadable) {
            // Its message can quote the body.
            throw new MalformedBodyException("the body is no well-formed JSON, or is cut off, at byte "
                    + (unreadable.getLocation() == null
                            ? -1
                            : unreadable.getLocation().getByteOffset()));
        }
    }

    private static Object read(ResponseType<?> type, InputStream body, String target) {
        String arrayName = type.arrayName();
        if (arrayName == null || type.type() != ByteBuffer.class) {
            return parse(type, body, target, null);
        }
        RawItems cut = RawItems.cut(body, arrayName);
        return parse(type, cut.envelope(), target, cut.items());
    }

    private static Object parse(
            ResponseType<?> type, InputStream body, String target, @Nullable List<ByteBuffer> rawItems) {
        try (JsonParser parser = JsonWriter.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedBodyException("the body is empty");
            }
            if (first != JsonToken.START_OBJECT) {
                throw new MalformedBodyException("the body is no JSON object");
            }
            Object result = type.isPage()
                    ? PageReader.read(type, parser, target, rawItems)
                    : ObjectReading.wrapped(type.type()).apply(parser);
            if (parser.nextToken() != null) {
                throw new MalformedBodyException("the body goes on after its end");
            }
            return result;
        }
    }
}
