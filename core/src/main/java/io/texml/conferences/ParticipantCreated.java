package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code conferences.participants.create} answers: the participant is being called. Any component may be null, as
 * the API promises none. The canonical constructor is not API: components may be added.
 *
 * @param callSid the participant's call, {@code v3:...}; it identifies the participant
 * @param conferenceSid the conference, a UUID
 * @param accountSid the account that it belongs to
 * @param status where it stands
 * @param muted whether the conference does not hear it
 * @param hold whether it is on hold
 * @param endConferenceOnExit whether the conference ends when it leaves
 * @param coaching whether it whispers to one other participant, and is heard by nobody else
 * @param coachingCallSid the call that it coaches; null when it coaches none
 * @param uri the path of this participant
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParticipantCreated(
        @JsonProperty("call_sid") @Nullable String callSid,
        @JsonProperty("conference_sid") @Nullable String conferenceSid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @Nullable ParticipantStatus status,
        @Nullable Boolean muted,
        @Nullable Boolean hold,
        @JsonProperty("end_conference_on_exit") @Nullable Boolean endConferenceOnExit,
        @Nullable Boolean coaching,
        @JsonProperty("coaching_call_sid") @Nullable String coachingCallSid,
        @Nullable String uri,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public ParticipantCreated {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The call and the status; never a label, as {@code uri} may hold. */
    @Override
    public String toString() {
        return "ParticipantCreated[callSid=" + callSid + ", status=" + status + "]";
    }
}
