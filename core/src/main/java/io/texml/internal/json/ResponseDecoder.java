package io.texml.internal.json;

import io.texml.operation.ResponseType;
import java.io.InputStream;
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
        try (JsonParser parser = JsonWriter.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedBodyException("the body is empty");
            }
            if (first != JsonToken.START_OBJECT) {
                throw new MalformedBodyException("the body is no JSON object");
            }
            Object result = type.isPage()
                    ? PageReader.read(type, parser, target)
                    : ObjectReading.wrapped(type.type()).apply(parser);
            if (parser.nextToken() != null) {
                throw new MalformedBodyException("the body goes on after its end");
            }
            return (R) result;
        } catch (JacksonException unreadable) {
            // Its message can quote the body.
            throw new MalformedBodyException("the body is no well-formed JSON, or is cut off, at byte "
                    + (unreadable.getLocation() == null
                            ? -1
                            : unreadable.getLocation().getByteOffset()));
        }
    }
}
