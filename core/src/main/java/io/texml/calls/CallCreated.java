package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.texml.ResponseRecord;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code calls.create} answers: the call is on its way. The documented answer names no sid; when the server sends
 * one, it is in {@link #additionalProperties()}. To find the call otherwise, list the calls or read the status
 * callback. Any component may be null, as the API promises none. The canonical constructor is not API: components may
 * be added.
 *
 * @param from the caller's number (E.164) or SIP address
 * @param to the called number (E.164) or SIP address
 * @param status where the call stands: {@code queued} or {@code accepted}
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallCreated(
        @Nullable String from,
        @Nullable String to,
        @Nullable CallStatus status,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public CallCreated {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The status; never a number. */
    @Override
    public String toString() {
        return "CallCreated[status=" + status + "]";
    }
}
