package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A TeXML application: what happens to the calls of its numbers, and how its own calls are placed. The operations of
 * applications answer with it. Any component may be null, as the API promises none. The canonical constructor is not
 * API: components may be added.
 *
 * @param id the application's id: a 64-bit number as text. {@code ApplicationSid} of a dial takes it
 * @param friendlyName a name for people
 * @param active whether calls can use it
 * @param voiceUrl where TeXML is fetched when a call comes in
 * @param voiceMethod how {@code voice_url} is fetched
 * @param voiceFallbackUrl where TeXML is fetched when {@code voice_url} fails
 * @param statusCallback what is told of the states of calls
 * @param statusCallbackMethod how {@code status_callback} is called
 * @param firstCommandTimeoutEnabled whether calls are hung up when no instruction comes in time
 * @param firstCommandTimeout how long the first instruction may take, in whole seconds
 * @param anchorSiteOverride where the media enters Telnyx's network
 * @param dtmfType how pressed keys are carried
 * @param callCostInWebhooks whether webhooks name the cost of a call
 * @param inbound settings of calls that come in
 * @param outbound settings of calls that go out
 * @param tags labels of your own
 * @param recordType always {@code texml_application}
 * @param createdAt when it was created
 * @param updatedAt when it last changed
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TexmlApplication(
        @Nullable String id,
        @JsonProperty("friendly_name") @Nullable String friendlyName,
        @Nullable Boolean active,
        @JsonProperty("voice_url") @Nullable URI voiceUrl,
        @JsonProperty("voice_method") @Nullable ApplicationCallbackMethod voiceMethod,
        @JsonProperty("voice_fallback_url") @Nullable URI voiceFallbackUrl,
        @JsonProperty("status_callback") @Nullable URI statusCallback,
        @JsonProperty("status_callback_method") @Nullable ApplicationCallbackMethod statusCallbackMethod,
        @JsonProperty("first_command_timeout") @Nullable Boolean firstCommandTimeoutEnabled,

        @JsonProperty("first_command_timeout_secs") @Nullable
        Duration firstCommandTimeout,

        @JsonProperty("anchorsite_override") @Nullable AnchorSite anchorSiteOverride,
        @JsonProperty("dtmf_type") @Nullable DtmfType dtmfType,
        @JsonProperty("call_cost_in_webhooks") @Nullable Boolean callCostInWebhooks,
        @Nullable ApplicationInbound inbound,
        @Nullable ApplicationOutbound outbound,
        @Nullable List<String> tags,
        @JsonProperty("record_type") @Nullable String recordType,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("updated_at") @Nullable Instant updatedAt,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public TexmlApplication {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The id and whether it is active; never a name or an address. */
    @Override
    public String toString() {
        return "TexmlApplication[id=" + id + ", active=" + active + "]";
    }
}
