package io.texml.conferences;

import io.texml.CallbackMethod;
import io.texml.ConferenceBeep;
import io.texml.ConferenceRecord;
import io.texml.MachineDetection;
import io.texml.TrimSilence;
import io.texml.calls.CallEvent;
import io.texml.calls.DialRequest;
import io.texml.operation.RequestChecks;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;

/**
 * Dials a participant into a conference: makes a phone ring, at the cost of a call. A conference that does not exist
 * yet begins with it. Nothing is required by the API's description, but nothing rings without {@code From} and
 * {@code To}.
 *
 * <p>The request is never repeated after an ambiguous failure: it fails with {@code outcomeUnknown()} instead.
 */
public final class CreateParticipant extends DialRequest<ParticipantCreated> {

    private CreateParticipant(Builder builder) {
        super(ConferenceOperations.PARTICIPANTS_CREATE, builder);
    }

    /** Begins a request; to make a phone ring, set {@code From} and {@code To}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of a participant. */
    public static final class Builder extends DialRequest.Builder<Builder> {

        private Builder() {}

        private Builder(CreateParticipant request) {
            super(request);
        }

        /**
         * {@code ApplicationSid}: the id of the TeXML application that places the call. Needed unless the conference
         * exists already and is addressed by its sid.
         */
        public Builder applicationSid(String applicationSid) {
            return set("ApplicationSid", applicationSid);
        }

        /**
         * {@code Label}: a name of your own for the participant, unique in the conference; it can stand for the call's
         * sid in the path of later requests.
         */
        public Builder label(String label) {
            return set("Label", label);
        }

        /**
         * {@code StatusCallbackEvent}: which of the call's states {@code StatusCallback} is told of. Default:
         * {@link CallEvent#COMPLETED completed} alone.
         */
        public Builder statusCallbackEvents(Collection<CallEvent> statusCallbackEvents) {
            return setJoined("StatusCallbackEvent", " ", statusCallbackEvents);
        }

        /** {@code Muted}: whether the participant comes in muted. */
        public Builder muted(boolean muted) {
            return set("Muted", muted);
        }

        /**
         * {@code Coaching}: whether it whispers to one other participant and is heard by nobody else. When true, it
         * needs {@code CallSidToCoach}.
         */
        public Builder coaching(boolean coaching) {
            return set("Coaching", coaching);
        }

        /** {@code CallSidToCoach}: the call of the participant to whisper to. Has a use only with {@code Coaching}. */
        public Builder callSidToCoach(String callSidToCoach) {
            return set("CallSidToCoach", callSidToCoach);
        }

        /** {@code Beep}: when a beep tells that it comes or goes. */
        public Builder beep(ConferenceBeep beep) {
            return set("Beep", beep);
        }

        /** {@code EarlyMedia}: whether the conference hears it before it answers. Default: false. */
        public Builder earlyMedia(boolean earlyMedia) {
            return set("EarlyMedia", earlyMedia);
        }

        /**
         * {@code StartConferenceOnEnter}: whether the conference begins when it enters. Default: true; while false, it
         * waits for one who has it true.
         */
        public Builder startConferenceOnEnter(boolean startConferenceOnEnter) {
            return set("StartConferenceOnEnter", startConferenceOnEnter);
        }

        /** {@code EndConferenceOnExit}: whether the conference ends when it leaves. Default: false. */
        public Builder endConferenceOnExit(boolean endConferenceOnExit) {
            return set("EndConferenceOnExit", endConferenceOnExit);
        }

        /** {@code MaxParticipants}: how many participants the conference takes, 2 to 800; default 250. */
        public Builder maxParticipants(int maxParticipants) {
            return set("MaxParticipants", maxParticipants);
        }

        /**
         * {@code WaitUrl}: an absolute {@code http} or {@code https} URL of what it hears until the conference begins.
         */
        public Builder waitUrl(URI waitUrl) {
            return set("WaitUrl", waitUrl);
        }

        /**
         * {@code CancelPlaybackOnMachineDetection}: whether what is being played stops when a machine is detected.
         * Default: true. Has a use only with {@code MachineDetection}.
         */
        public Builder cancelPlaybackOnMachineDetection(boolean cancelPlaybackOnMachineDetection) {
            return set("CancelPlaybackOnMachineDetection", cancelPlaybackOnMachineDetection);
        }

        /**
         * {@code CancelPlaybackOnDetectMessageEnd}: whether what is being played stops when the end of a machine's
         * greeting is detected. Default: true. Has a use only with {@code MachineDetection}
         * {@link MachineDetection#DETECT_MESSAGE_END DetectMessageEnd}.
         */
        public Builder cancelPlaybackOnDetectMessageEnd(boolean cancelPlaybackOnDetectMessageEnd) {
            return set("CancelPlaybackOnDetectMessageEnd", cancelPlaybackOnDetectMessageEnd);
        }

        /**
         * {@code AmdStatusCallback}: an absolute {@code http} or {@code https} URL that is told the result of machine
         * detection. Has a use only with {@code MachineDetection}.
         */
        public Builder machineDetectionStatusCallback(URI statusCallback) {
            return set("AmdStatusCallback", statusCallback);
        }

        /**
         * {@code AmdStatusCallbackMethod}: how {@code AmdStatusCallback} is called. Default:
         * {@link CallbackMethod#POST POST}.
         */
        public Builder machineDetectionStatusCallbackMethod(CallbackMethod method) {
            return set("AmdStatusCallbackMethod", method);
        }

        /**
         * {@code ConferenceStatusCallback}: an absolute {@code http} or {@code https} URL that is told of the
         * conference's states.
         */
        public Builder conferenceStatusCallback(URI conferenceStatusCallback) {
            return set("ConferenceStatusCallback", conferenceStatusCallback);
        }

        /**
         * {@code ConferenceStatusCallbackEvent}: which of them {@code ConferenceStatusCallback} is told of. No default
         * is documented.
         */
        public Builder conferenceStatusCallbackEvents(Collection<ConferenceEvent> conferenceStatusCallbackEvents) {
            return setJoined("ConferenceStatusCallbackEvent", " ", conferenceStatusCallbackEvents);
        }

        /**
         * {@code ConferenceStatusCallbackMethod}: how {@code ConferenceStatusCallback} is called. Default:
         * {@link CallbackMethod#POST POST}.
         */
        public Builder conferenceStatusCallbackMethod(CallbackMethod conferenceStatusCallbackMethod) {
            return set("ConferenceStatusCallbackMethod", conferenceStatusCallbackMethod);
        }

        /**
         * {@code ConferenceRecord}: whether the whole conference is recorded. Default:
         * {@link ConferenceRecord#DO_NOT_RECORD do-not-record}.
         */
        public Builder conferenceRecord(ConferenceRecord conferenceRecord) {
            return set("ConferenceRecord", conferenceRecord);
        }

        /**
         * {@code ConferenceTrim}: what becomes of silence at the beginning and the end of the conference's recording.
         * Default: {@link TrimSilence#TRIM_SILENCE trim-silence}.
         */
        public Builder conferenceTrim(TrimSilence conferenceTrim) {
            return set("ConferenceTrim", conferenceTrim);
        }

        /**
         * {@code ConferenceRecordingTimeout}: how much silence ends the conference's recording. Whole seconds, at least
         * 0; default 0, silence does not end it.
         */
        public Builder conferenceRecordingTimeout(Duration conferenceRecordingTimeout) {
            return setSeconds("ConferenceRecordingTimeout", conferenceRecordingTimeout);
        }

        /**
         * {@code ConferenceRecordingStatusCallback}: an absolute {@code http} or {@code https} URL that is told of the
         * states of the conference's recording.
         */
        public Builder conferenceRecordingStatusCallback(URI conferenceRecordingStatusCallback) {
            return set("ConferenceRecordingStatusCallback", conferenceRecordingStatusCallback);
        }

        /**
         * {@code ConferenceRecordingStatusCallbackEvent}: which of them {@code ConferenceRecordingStatusCallback} is
         * told of. Default: {@link ConferenceRecordingEvent#COMPLETED completed} alone.
         */
        public Builder conferenceRecordingStatusCallbackEvents(
                Collection<ConferenceRecordingEvent> conferenceRecordingStatusCallbackEvents) {
            return setJoined("ConferenceRecordingStatusCallbackEvent", " ", conferenceRecordingStatusCallbackEvents);
        }

        /**
         * {@code ConferenceRecordingStatusCallbackMethod}: how {@code ConferenceRecordingStatusCallback} is called.
         * Default: {@link CallbackMethod#POST POST}.
         */
        public Builder conferenceRecordingStatusCallbackMethod(CallbackMethod conferenceRecordingStatusCallbackMethod) {
            return set("ConferenceRecordingStatusCallbackMethod", conferenceRecordingStatusCallbackMethod);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public CreateParticipant build() {
            return new CreateParticipant(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            super.check(checks);
            checks.trueNeeds("Coaching", "CallSidToCoach")
                    .sid("ApplicationSid", "CallSidToCoach")
                    .range("MaxParticipants", 2, 800)
                    .atLeast("ConferenceRecordingTimeout", 0)
                    .that(
                            !MachineDetection.DISABLE.value().equals(checks.value("MachineDetection")),
                            "MachineDetection must not be Disable here; leave it out instead")
                    .httpUrl(
                            "WaitUrl",
                            "AmdStatusCallback",
                            "ConferenceStatusCallback",
                            "ConferenceRecordingStatusCallback");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
