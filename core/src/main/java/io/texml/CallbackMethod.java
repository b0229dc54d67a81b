package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * The HTTP method of a callback or of fetching TeXML.
 *
 * @param value the text on the wire
 */
public record CallbackMethod(@JsonValue String value) implements OpenEnum {

    /** The parameters stand in the query, which Telnyx's signature does not cover. */
    public static final CallbackMethod GET = new CallbackMethod("GET");

    /** The parameters stand in a form. */
    public static final CallbackMethod POST = new CallbackMethod("POST");

    private static final KnownValues<CallbackMethod> KNOWN = KnownValues.of(CallbackMethod::value, GET, POST);

    /** Refuses null. */
    public CallbackMethod {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallbackMethod of(String value) {
        return KNOWN.find(value, CallbackMethod::new);
    }

    /** The values that this version knows. */
    public static List<CallbackMethod> knownValues() {
        return KNOWN.list();
    }

    @Override
    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    /** The text on the wire. */
    @Override
    public String toString() {
        return value;
    }
}
