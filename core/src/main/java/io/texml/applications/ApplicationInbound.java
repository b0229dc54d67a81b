package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the calls that come in to an application. Any component may be null, as the API promises none. The
 * canonical constructor is not API: components may be added.
 *
 * @param channelLimit how many calls may come in at the same time
 * @param shakenStirEnabled whether the caller's attestation (SHAKEN/STIR) is passed on
 * @param sipSubdomain the subdomain of {@code sip.telnyx.com} by which it can be called
 * @param sipSubdomainReceiveSettings who may call the subdomain
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationInbound(
        @JsonProperty("channel_limit") @Nullable Integer channelLimit,
        @JsonProperty("shaken_stir_enabled") @Nullable Boolean shakenStirEnabled,
        @JsonProperty("sip_subdomain") @Nullable String sipSubdomain,

        @JsonProperty("sip_subdomain_receive_settings") @Nullable
        SipSubdomainReceiveSettings sipSubdomainReceiveSettings,

        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public ApplicationInbound {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The limit and who may call; never the subdomain. */
    @Override
    public String toString() {
        return "ApplicationInbound[channelLimit=" + channelLimit + ", sipSubdomainReceiveSettings="
                + sipSubdomainReceiveSettings + "]";
    }
}
