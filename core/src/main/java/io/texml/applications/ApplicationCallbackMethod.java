package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * The HTTP method of an application's webhooks. Applications write it in small letters; the requests that dial use
 * {@link io.texml.CallbackMethod}.
 *
 * @param value the text on the wire
 */
public record ApplicationCallbackMethod(@JsonValue String value) implements OpenEnum {

    /** The parameters stand in the query. */
    public static final ApplicationCallbackMethod GET = new ApplicationCallbackMethod("get");

    /** The parameters stand in a form. */
    public static final ApplicationCallbackMethod POST = new ApplicationCallbackMethod("post");

    private static final KnownValues<ApplicationCallbackMethod> KNOWN =
            KnownValues.of(ApplicationCallbackMethod::value, GET, POST);

    /** Refuses null. */
    public ApplicationCallbackMethod {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ApplicationCallbackMethod of(String value) {
        return KNOWN.find(value, ApplicationCallbackMethod::new);
    }

    /** The values that this version knows. */
    public static List<ApplicationCallbackMethod> knownValues() {
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
