package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The HTTP method of a callback or of fetching TeXML. */
public final class CallbackMethod extends OpenEnum<CallbackMethod> {

    /** The parameters stand in the query, which Telnyx's signature does not cover. */
    public static final CallbackMethod GET = new CallbackMethod("GET");

    /** The parameters stand in a form. */
    public static final CallbackMethod POST = new CallbackMethod("POST");

    private static final OpenEnumValues<CallbackMethod> VALUES = OpenEnumValues.of(CallbackMethod::new, GET, POST);

    private CallbackMethod(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallbackMethod of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<CallbackMethod> knownValues() {
        return VALUES.list();
    }
}
