package io.texml;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all records of answers have in common: nothing that the server sends is lost. A record of an application that
 * implements this is read in the same way; its components may be strings, boxed booleans, {@code Integer}, {@code Long},
 * {@code BigDecimal}, {@code Instant}, {@code Duration} (seconds), {@code URI}, open enums, {@code List<String>},
 * {@code Map<String, Object>} and further such records, named by {@code @JsonProperty} where the wire name differs; one
 * is {@code Map<String, Object> additionalProperties}.
 */
public interface ResponseRecord {

    /**
     * What this version of the library does not know, under its wire name, and the raw value of every component that is
     * null because what came does not fit its type. An element of a list that is no object comes as a record with nothing
     * but that element here, under the name of the list's array, such as {@code calls}. Strings, numbers, booleans, lists, maps and null; never null itself.
     */
    @JsonAnyGetter
    Map<String, @Nullable Object> additionalProperties();
}
