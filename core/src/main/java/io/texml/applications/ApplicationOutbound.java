package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the calls that an application places. Any component may be null, as the API promises none. The canonical
 * constructor is not API: components may be added.
 *
 * @param channelLimit how many calls may go out at the same time
 * @param outboundVoiceProfileId the outbound voice profile that pays for and limits the calls: a 64-bit number as text
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationOutbound(
        @JsonProperty("channel_limit") @Nullable Integer channelLimit,
        @JsonProperty("outbound_voice_profile_id") @Nullable String outboundVoiceProfileId,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public ApplicationOutbound {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The limit and the profile. */
    @Override
    public String toString() {
        return "ApplicationOutbound[channelLimit=" + channelLimit + ", outboundVoiceProfileId=" + outboundVoiceProfileId
                + "]";
    }
}
