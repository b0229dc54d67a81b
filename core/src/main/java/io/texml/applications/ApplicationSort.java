package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * By what the list of applications is sorted.
 *
 * @param value the text on the wire
 */
public record ApplicationSort(@JsonValue String value) implements OpenEnum {

    /** The time of creation. */
    public static final ApplicationSort CREATED_AT = new ApplicationSort("created_at");

    /** The name. */
    public static final ApplicationSort FRIENDLY_NAME = new ApplicationSort("friendly_name");

    /** Whether the application is active. */
    public static final ApplicationSort ACTIVE = new ApplicationSort("active");

    private static final KnownValues<ApplicationSort> KNOWN =
            KnownValues.of(ApplicationSort::value, CREATED_AT, FRIENDLY_NAME, ACTIVE);

    /** Refuses null. */
    public ApplicationSort {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ApplicationSort of(String value) {
        return KNOWN.find(value, ApplicationSort::new);
    }

    /** The values that this version knows. */
    public static List<ApplicationSort> knownValues() {
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
