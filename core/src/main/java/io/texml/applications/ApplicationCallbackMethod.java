package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/**
 * The HTTP method of an application's webhooks. Applications write it in small letters; the requests that dial use
 * {@link io.texml.CallbackMethod}.
 */
public final class ApplicationCallbackMethod extends OpenEnum<ApplicationCallbackMethod> {

    /** The parameters stand in the query. */
    public static final ApplicationCallbackMethod GET = new ApplicationCallbackMethod("get");

    /** The parameters stand in a form. */
    public static final ApplicationCallbackMethod POST = new ApplicationCallbackMethod("post");

    private static final OpenEnumValues<ApplicationCallbackMethod> VALUES =
            OpenEnumValues.of(ApplicationCallbackMethod::new, GET, POST);

    private ApplicationCallbackMethod(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ApplicationCallbackMethod of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ApplicationCallbackMethod> knownValues() {
        return VALUES.list();
    }
}
