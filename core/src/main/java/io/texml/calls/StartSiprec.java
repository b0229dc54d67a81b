package io.texml.calls;

import io.texml.CallbackMethod;
import io.texml.MediaTrack;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;
import java.net.URI;
import java.time.Duration;

/**
 * Starts a SIPREC session: sends the audio of a running call to an external recorder. Every parameter is optional.
 *
 * <p>The request is never repeated after an ambiguous failure: it fails with {@code outcomeUnknown()} instead.
 */
public final class StartSiprec extends TexmlRequest<SiprecSession> {

    private StartSiprec(Builder builder) {
        super(CallOperations.SIPREC_START, builder);
    }

    /** Begins a request without parameters. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of a SIPREC session. */
    public static final class Builder extends TexmlRequest.Builder<Builder> {

        private Builder() {}

        private Builder(StartSiprec request) {
            super(request);
        }

        /**
         * {@code ConnectorName}: the name of the SIPREC connector, set up with Telnyx, that says where the recorder is.
         */
        public Builder connectorName(String connectorName) {
            return set("ConnectorName", connectorName);
        }

        /** {@code Name}: a name of your own for the session, by which TeXML can stop it. */
        public Builder name(String name) {
            return set("Name", name);
        }

        /** {@code Track}: which direction is sent. Default: {@link MediaTrack#BOTH_TRACKS both_tracks}. */
        public Builder track(MediaTrack track) {
            return set("Track", track);
        }

        /** {@code SipTransport}: how the signalling travels. Default: {@link SipTransport#UDP udp}. */
        public Builder sipTransport(SipTransport sipTransport) {
            return set("SipTransport", sipTransport);
        }

        /** {@code Secure}: whether the audio is encrypted (SRTP). */
        public Builder secure(boolean secure) {
            return set("Secure", secure);
        }

        /**
         * {@code IncludeMetadataCustomHeaders}: whether custom parameters go into the session's metadata; otherwise
         * they become SIP headers.
         */
        public Builder includeMetadataCustomHeaders(boolean includeMetadataCustomHeaders) {
            return set("IncludeMetadataCustomHeaders", includeMetadataCustomHeaders);
        }

        /**
         * {@code SessionTimeoutSecs}: after how long a session that is not refreshed ends. Whole seconds, at least 90,
         * or 0 to switch the timer off; default 1800.
         */
        public Builder sessionTimeout(Duration sessionTimeout) {
            return setSeconds("SessionTimeoutSecs", sessionTimeout);
        }

        /**
         * {@code StatusCallback}: an absolute {@code http} or {@code https} URL that is told of the session's states.
         */
        public Builder statusCallback(URI statusCallback) {
            return set("StatusCallback", statusCallback);
        }

        /** {@code StatusCallbackMethod}: how {@code StatusCallback} is called. */
        public Builder statusCallbackMethod(CallbackMethod statusCallbackMethod) {
            return set("StatusCallbackMethod", statusCallbackMethod);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public StartSiprec build() {
            return new StartSiprec(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            boolean timerOff = checks.value("SessionTimeoutSecs") instanceof Number seconds && seconds.longValue() == 0;
            checks.atLeast("SessionTimeoutSecs", timerOff ? 0 : 90).httpUrl("StatusCallback");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
