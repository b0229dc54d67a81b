package io.texml.calls;

import io.texml.BidirectionalMode;
import io.texml.CallbackMethod;
import io.texml.MediaTrack;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;
import java.net.URI;

/**
 * Streams the audio of a running call to a WebSocket, and back. Every parameter is optional by the API's description,
 * but nothing is streamed without {@code Url}.
 *
 * <p>The request is never repeated after an ambiguous failure: it fails with {@code outcomeUnknown()} instead.
 */
public final class StartStream extends TexmlRequest<CallStream> {

    private StartStream(Builder builder) {
        super(CallOperations.STREAMS_START, builder);
    }

    /** Begins a request without parameters. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of a stream. */
    public static final class Builder extends TexmlRequest.Builder<Builder> {

        private Builder() {}

        private Builder(StartStream request) {
            super(request);
        }

        /** {@code Url}: an absolute {@code ws} or {@code wss} URL that takes the audio. */
        public Builder url(URI url) {
            return set("Url", url);
        }

        /** {@code Name}: a name of your own for the stream, by which TeXML can stop it. */
        public Builder name(String name) {
            return set("Name", name);
        }

        /** {@code Track}: which direction is sent. Default: {@link MediaTrack#INBOUND_TRACK inbound_track}. */
        public Builder track(MediaTrack track) {
            return set("Track", track);
        }

        /**
         * {@code BidirectionalMode}: the form of the audio that the WebSocket sends back. Default:
         * {@link BidirectionalMode#MP3 mp3}.
         */
        public Builder bidirectionalMode(BidirectionalMode bidirectionalMode) {
            return set("BidirectionalMode", bidirectionalMode);
        }

        /**
         * {@code BidirectionalCodec}: the codec of the audio that the WebSocket sends back. Default:
         * {@link BidirectionalCodec#PCMU PCMU}. Has a use only with {@code BidirectionalMode}
         * {@link BidirectionalMode#RTP rtp}.
         */
        public Builder bidirectionalCodec(BidirectionalCodec bidirectionalCodec) {
            return set("BidirectionalCodec", bidirectionalCodec);
        }

        /**
         * {@code StatusCallback}: an absolute {@code http} or {@code https} URL that is told of the stream's states.
         */
        public Builder statusCallback(URI statusCallback) {
            return set("StatusCallback", statusCallback);
        }

        /**
         * {@code StatusCallbackMethod}: how {@code StatusCallback} is called. Default:
         * {@link CallbackMethod#POST POST}.
         */
        public Builder statusCallbackMethod(CallbackMethod statusCallbackMethod) {
            return set("StatusCallbackMethod", statusCallbackMethod);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public StartStream build() {
            return new StartStream(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.webSocketUrl("Url").httpUrl("StatusCallback");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
