package io.texml.applications;

import io.texml.operation.Operation;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;

/**
 * What {@link CreateApplication} and {@link UpdateApplication} have in common: they take the same parameters, and both
 * require {@code friendly_name} and {@code voice_url}.
 */
public abstract class ApplicationRequest extends TexmlRequest<TexmlApplication> {

    ApplicationRequest(Operation<TexmlApplication> operation, Builder<?> builder) {
        super(operation, builder);
    }

    /**
     * The parameters of an application.
     *
     * @param <B> the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> extends TexmlRequest.Builder<B> {

        /** An empty builder. */
        protected Builder() {}

        /** A builder that begins with the parameters of a request. */
        protected Builder(ApplicationRequest request) {
            super(request);
        }

        /** {@code friendly_name}: a name for people. Required. */
        public B friendlyName(String friendlyName) {
            return set("friendly_name", friendlyName);
        }

        /**
         * {@code voice_url}: an absolute {@code http} or {@code https} URL from which TeXML is fetched when a call
         * comes in. Required.
         */
        public B voiceUrl(URI voiceUrl) {
            return set("voice_url", voiceUrl);
        }

        /**
         * {@code voice_method}: how {@code voice_url} is fetched. Default: {@link ApplicationCallbackMethod#POST post}.
         */
        public B voiceMethod(ApplicationCallbackMethod voiceMethod) {
            return set("voice_method", voiceMethod);
        }

        /**
         * {@code voice_fallback_url}: an absolute {@code http} or {@code https} URL from which TeXML is fetched when
         * {@code voice_url} fails.
         */
        public B voiceFallbackUrl(URI voiceFallbackUrl) {
            return set("voice_fallback_url", voiceFallbackUrl);
        }

        /**
         * {@code status_callback}: an absolute {@code http} or {@code https} URL that is told of the states of calls.
         */
        public B statusCallback(URI statusCallback) {
            return set("status_callback", statusCallback);
        }

        /**
         * {@code status_callback_method}: how {@code status_callback} is called. Default:
         * {@link ApplicationCallbackMethod#POST post}.
         */
        public B statusCallbackMethod(ApplicationCallbackMethod statusCallbackMethod) {
            return set("status_callback_method", statusCallbackMethod);
        }

        /** {@code active}: whether calls can use the application. */
        public B active(boolean active) {
            return set("active", active);
        }

        /** {@code first_command_timeout}: whether calls are hung up when no instruction comes in time. */
        public B firstCommandTimeoutEnabled(boolean enabled) {
            return set("first_command_timeout", enabled);
        }

        /**
         * {@code first_command_timeout_secs}: how long the first instruction may take. Whole seconds. Has a use only
         * with {@code first_command_timeout}.
         */
        public B firstCommandTimeout(Duration firstCommandTimeout) {
            return setSeconds("first_command_timeout_secs", firstCommandTimeout);
        }

        /** {@code anchorsite_override}: where the media of calls enters Telnyx's network. */
        public B anchorSiteOverride(AnchorSite anchorSite) {
            return set("anchorsite_override", anchorSite);
        }

        /** {@code dtmf_type}: how pressed keys are carried. */
        public B dtmfType(DtmfType dtmfType) {
            return set("dtmf_type", dtmfType);
        }

        /** {@code call_cost_in_webhooks}: whether webhooks name the cost of a call. Default: false. */
        public B callCostInWebhooks(boolean callCostInWebhooks) {
            return set("call_cost_in_webhooks", callCostInWebhooks);
        }

        /** {@code tags}: labels of your own. */
        public B tags(Collection<String> tags) {
            return set("tags", tags);
        }

        /** {@code inbound.channel_limit}: how many calls may come in at the same time. */
        public B inboundChannelLimit(int channelLimit) {
            return setMember("inbound", "channel_limit", channelLimit);
        }

        /**
         * {@code inbound.shaken_stir_enabled}: whether the caller's attestation (SHAKEN/STIR) is passed on. Default:
         * false.
         */
        public B inboundShakenStirEnabled(boolean enabled) {
            return setMember("inbound", "shaken_stir_enabled", enabled);
        }

        /**
         * {@code inbound.sip_subdomain}: the subdomain of {@code sip.telnyx.com} by which the application can be
         * called.
         */
        public B inboundSipSubdomain(String subdomain) {
            return setMember("inbound", "sip_subdomain", subdomain);
        }

        /**
         * {@code inbound.sip_subdomain_receive_settings}: who may call the subdomain. Default:
         * {@link SipSubdomainReceiveSettings#FROM_ANYONE from_anyone}.
         */
        public B inboundSipSubdomainReceiveSettings(SipSubdomainReceiveSettings settings) {
            return setMember("inbound", "sip_subdomain_receive_settings", settings);
        }

        /** {@code outbound.channel_limit}: how many calls may go out at the same time. */
        public B outboundChannelLimit(int channelLimit) {
            return setMember("outbound", "channel_limit", channelLimit);
        }

        /**
         * {@code outbound.outbound_voice_profile_id}: the outbound voice profile that pays for and limits the calls: a
         * 64-bit number as text.
         */
        public B outboundVoiceProfileId(String id) {
            return setMember("outbound", "outbound_voice_profile_id", id);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.required("friendly_name", "voice_url")
                    .sid("outbound.outbound_voice_profile_id")
                    .httpUrl("voice_url", "voice_fallback_url", "status_callback");
        }
    }
}
