package io.texml.internal.json;

import io.texml.operation.ResponseType;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Turns the body of a successful answer into what the operation promises. */
public final class ResponseDecoder {

    private ResponseDecoder() {}

    /**
     * Reads a whole body.
     *
     * @param body an empty stream when there was none; one that can go back to a mark is read again where that helps
     * @param target path and query that were fetched, from the root of the origin
     * @return null only for operations that answer with nothing
     * @throws MalformedBodyException when the body is not what it should be; the message quotes nothing of it
     */
    @SuppressWarnings("unchecked")
    public static <R> @Nullable R decode(ResponseType<R> type, InputStream body, String target) {
        if (type.kind() == ResponseType.Kind.EMPTY) {
            return null;
        }
        return (R) LettersOfTwoBytes.read(body, json -> read(type, json, target));
    }

    private static Object read(ResponseType<?> type, JsonScanner json, String target) {
        int first = json.next();
        if (first < 0) {
            throw new MalformedBodyException("the body is empty");
        }
        if (first != '{') {
            throw new MalformedBodyException("the body is no JSON object");
        }
        Object result = type.isPage()
                ? PageReader.read(type, json, target)
                : ObjectReading.wrapped(type.type()).apply(json);
        if (!json.isAtEnd()) {
            throw new MalformedBodyException("the body goes on after its end");
        }
        return result;
    }
}
