package io.texml.calls;

import io.texml.CallRecordingChannels;
import io.texml.CallbackMethod;
import io.texml.RecordingEvent;
import io.texml.RecordingTrack;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;
import java.net.URI;
import java.util.Collection;

/**
 * Starts to record a running call. Every parameter is optional.
 *
 * <p>The request is never repeated after an ambiguous failure: it fails with {@code outcomeUnknown()} instead.
 */
public final class StartCallRecording extends TexmlRequest<CallRecording> {

    private StartCallRecording(Builder builder) {
        super(CallOperations.RECORDINGS_START, builder);
    }

    /** Begins a request without parameters. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of a recording. */
    public static final class Builder extends TexmlRequest.Builder<Builder> {

        private Builder() {}

        private Builder(StartCallRecording request) {
            super(request);
        }

        /** {@code PlayBeep}: whether a beep tells that recording begins. Default: true. */
        public Builder playBeep(boolean playBeep) {
            return set("PlayBeep", playBeep);
        }

        /**
         * {@code RecordingChannels}: how many channels the recording has. Default:
         * {@link CallRecordingChannels#DUAL dual}.
         */
        public Builder recordingChannels(CallRecordingChannels recordingChannels) {
            return set("RecordingChannels", recordingChannels);
        }

        /** {@code RecordingTrack}: which direction is recorded. Default: {@link RecordingTrack#BOTH both}. */
        public Builder recordingTrack(RecordingTrack recordingTrack) {
            return set("RecordingTrack", recordingTrack);
        }

        /** {@code SendRecordingUrl}: whether the callbacks carry the link to the recording. */
        public Builder sendRecordingUrl(boolean sendRecordingUrl) {
            return set("SendRecordingUrl", sendRecordingUrl);
        }

        /**
         * {@code RecordingStatusCallback}: an absolute {@code http} or {@code https} URL that is told of the
         * recording's states.
         */
        public Builder recordingStatusCallback(URI recordingStatusCallback) {
            return set("RecordingStatusCallback", recordingStatusCallback);
        }

        /**
         * {@code RecordingStatusCallbackEvent}: which of them {@code RecordingStatusCallback} is told of. Default:
         * {@link RecordingEvent#COMPLETED completed} alone.
         */
        public Builder recordingStatusCallbackEvents(Collection<RecordingEvent> recordingStatusCallbackEvents) {
            return setJoined("RecordingStatusCallbackEvent", " ", recordingStatusCallbackEvents);
        }

        /**
         * {@code RecordingStatusCallbackMethod}: how {@code RecordingStatusCallback} is called. Default:
         * {@link CallbackMethod#POST POST}.
         */
        public Builder recordingStatusCallbackMethod(CallbackMethod recordingStatusCallbackMethod) {
            return set("RecordingStatusCallbackMethod", recordingStatusCallbackMethod);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public StartCallRecording build() {
            return new StartCallRecording(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.httpUrl("RecordingStatusCallback");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
