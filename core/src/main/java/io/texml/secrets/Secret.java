package io.texml.secrets;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.texml.ResponseRecord;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A secret that TeXML can refer to by its name, as {@code secrets.create} answers it. Any component may be null, as the
 * API promises none. The canonical constructor is not API: components may be added.
 *
 * @param name the name by which TeXML refers to it
 * @param value always {@code REDACTED}: the API never gives a secret back
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Secret(@Nullable String name, @Nullable String value, Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public Secret {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** Neither the name nor the value. */
    @Override
    public String toString() {
        return "Secret[]";
    }
}
