package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.texml.ResponseRecord;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The paths of what hangs on a recording. Any component may be null, as the API promises none. The canonical
 * constructor is not API: components may be added.
 *
 * @param transcriptions the path of its transcriptions, relative to the API's origin; null when there are none
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordingSubresourceUris(@Nullable URI transcriptions, Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public RecordingSubresourceUris {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The name alone; never a path. */
    @Override
    public String toString() {
        return "RecordingSubresourceUris[]";
    }
}
