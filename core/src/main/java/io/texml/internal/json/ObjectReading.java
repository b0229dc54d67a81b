package io.texml.internal.json;

import java.util.Objects;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** How an object becomes a value of a type: the library's records by their reader, all else by databind. */
final class ObjectReading {

    private ObjectReading() {}

    /** Reads the object that begins next. */
    static Function<JsonScanner, Object> of(Class<?> type) {
        return RecordReader.reads(type) ? RecordReader.of(type)::read : bind(type);
    }

    /** As {@link #of}, for the items of one list of a body. */
    static Function<JsonScanner, ?> inTurn(Class<?> type) {
        return RecordReader.reads(type) ? RecordReader.of(type).inTurn() : bind(type);
    }

    /**
     * As {@link #of}, with an object {@code data} round it taken off. A type of an application has no place for what
     * stands beside {@code data}, so there it is taken off only when it stands alone.
     */
    static Function<JsonScanner, Object> wrapped(Class<?> type) {
        return RecordReader.reads(type) ? RecordReader.of(type)::readWrapped : bindWrapped(type);
    }

    private static Function<JsonScanner, Object> bind(Class<?> type) {
        ObjectReader reader = databind().readerFor(type);
        return bound(type, reader::readValue);
    }

    private static Function<JsonScanner, Object> bindWrapped(Class<?> type) {
        ObjectReader reader = databind().readerFor(type);
        return bound(type, parser -> {
            JsonNode body = databind().readTree(parser);
            JsonNode data = body.size() == 1 ? body.get("data") : null;
            return reader.readValue(data != null && data.isObject() ? data : body);
        });
    }

    private static Function<JsonScanner, Object> bound(Class<?> type, Function<JsonParser, Object> binding) {
        return json -> Objects.requireNonNull(json.bind(parser -> bound(type, binding, parser)));
    }

    /** Binding can fail although the JSON is well-formed; its messages quote the values that do not fit. */
    private static Object bound(Class<?> type, Function<JsonParser, Object> binding, JsonParser parser) {
        try {
            return binding.apply(parser);
        } catch (DatabindException | NumberFormatException misfit) {
            if (misfit.getCause() instanceof StreamReadException damaged) {
                throw damaged;
            }
            throw new MalformedBodyException("its JSON cannot be bound to " + type.getName()
                    + "; check the type's members and that it is accessible");
        }
    }

    /** Reactor takes an Error of this kind for the end of the JVM and tells no subscriber, who would wait for nothing. */
    private static JsonMapper databind() {
        try {
            return Databind.MAPPER;
        } catch (LinkageError outdated) {
            throw new MalformedBodyException("Jackson 3 binds it to a type of the application, and needs"
                    + " com.fasterxml.jackson.core:jackson-annotations 2.21 or newer for that");
        }
    }

    /** Made when the first type of an application is read, which most applications never do. */
    private static final class Databind {
        static final JsonMapper MAPPER = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
