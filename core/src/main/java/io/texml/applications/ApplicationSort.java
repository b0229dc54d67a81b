package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** By what the list of applications is sorted. */
public final class ApplicationSort extends OpenEnum<ApplicationSort> {

    /** The time of creation. */
    public static final ApplicationSort CREATED_AT = new ApplicationSort("created_at");

    /** The name. */
    public static final ApplicationSort FRIENDLY_NAME = new ApplicationSort("friendly_name");

    /** Whether the application is active. */
    public static final ApplicationSort ACTIVE = new ApplicationSort("active");

    private static final OpenEnumValues<ApplicationSort> VALUES =
            OpenEnumValues.of(ApplicationSort::new, CREATED_AT, FRIENDLY_NAME, ACTIVE);

    private ApplicationSort(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ApplicationSort of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ApplicationSort> knownValues() {
        return VALUES.list();
    }
}
