package io.texml.calls;

import io.texml.CallbackMethod;
import io.texml.MachineDetection;
import io.texml.MachineDetectionBeepProfile;
import io.texml.RecordingEvent;
import io.texml.RecordingTrack;
import io.texml.TrimSilence;
import io.texml.operation.Operation;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;
import io.texml.recordings.RecordingChannels;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;

/**
 * What every request has in common that makes a phone ring: {@code calls.create},
 * {@code conferences.participants.create} and {@code aiCalls.create}. Each of them costs what a call costs, keeps to
 * the dial pace, and is never repeated after an ambiguous failure.
 *
 * @param <R> the type that the operation answers with
 */
public abstract class DialRequest<R> extends TexmlRequest<R> {

    /** For the requests that dial. */
    protected DialRequest(Operation<R> operation, Builder<?> builder) {
        super(operation, builder);
    }

    /**
     * The parameters that every dialling request takes.
     *
     * @param <B> the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> extends TexmlRequest.Builder<B> {

        /** An empty builder. */
        protected Builder() {}

        /** A builder that begins with the parameters of a request. */
        protected Builder(DialRequest<?> request) {
            super(request);
        }

        /**
         * {@code From}: the number that calls, in E.164 form ({@code +13125550147}), one of the account's, or a SIP
         * address. Required for a call of its own.
         */
        public B from(String from) {
            return set("From", from);
        }

        /** {@code To}: the number to call, in E.164 form, or a SIP address. Required for a call of its own. */
        public B to(String to) {
            return set("To", to);
        }

        /**
         * {@code CallerId}: the name that is shown to the called side, at most 128 characters. Without it, the number
         * in {@code From} is shown.
         */
        public B callerId(String callerId) {
            return set("CallerId", callerId);
        }

        /**
         * {@code Timeout}: how long the other side may ring before the call counts as not answered. Whole seconds, 5 to
         * 120; default 30.
         */
        public B timeout(Duration timeout) {
            return setSeconds("Timeout", timeout);
        }

        /**
         * {@code TimeLimit}: how long the call may last once it is answered. Whole seconds. For a call of its own 30 to
         * 14400, and 14400 by default; for a participant of a conference no range is documented.
         */
        public B timeLimit(Duration timeLimit) {
            return setSeconds("TimeLimit", timeLimit);
        }

        /**
         * {@code PreferredCodecs}: the codecs to offer, the preferred one first, by their names, such as {@code PCMU},
         * {@code G722} or {@code OPUS}. They go out in one string, separated by commas.
         */
        public B preferredCodecs(Collection<String> preferredCodecs) {
            return setJoined("PreferredCodecs", ",", preferredCodecs);
        }

        /**
         * {@code CustomHeaders}: SIP headers of your own for the INVITE, in this order. A request that otherwise goes out
         * as a form goes out as JSON with them, as nothing documents how a form would carry them.
         */
        public B customHeaders(Collection<SipHeader> customHeaders) {
            return set("CustomHeaders", customHeaders == null ? null : SipHeader.toParameter(customHeaders));
        }

        /**
         * {@code SipAuthUsername}: the user name for a SIP address that asks for authentication. Goes together with
         * {@code SipAuthPassword}.
         */
        public B sipAuthUsername(String sipAuthUsername) {
            return set("SipAuthUsername", sipAuthUsername);
        }

        /**
         * {@code SipAuthPassword}: the password for a SIP address that asks for authentication. It is a secret: no
         * {@code toString} and no message shows it.
         */
        public B sipAuthPassword(String sipAuthPassword) {
            return set("SipAuthPassword", sipAuthPassword);
        }

        /**
         * {@code StatusCallback}: an absolute {@code http} or {@code https} URL that is told of the call's states.
         * {@code StatusCallbackEvent} chooses which.
         */
        public B statusCallback(URI statusCallback) {
            return set("StatusCallback", statusCallback);
        }

        /**
         * {@code StatusCallbackMethod}: how {@code StatusCallback} is called. Default for a call of its own:
         * {@link CallbackMethod#POST POST}; for a participant of a conference none is documented.
         */
        public B statusCallbackMethod(CallbackMethod statusCallbackMethod) {
            return set("StatusCallbackMethod", statusCallbackMethod);
        }

        /**
         * {@code MachineDetection}: whether to find out if a person or a machine answers. Default for a call of its own:
         * {@link MachineDetection#DISABLE Disable}. A participant of a conference takes
         * {@link MachineDetection#ENABLE Enable} and {@link MachineDetection#DETECT_MESSAGE_END DetectMessageEnd} only;
         * leave it out there for no detection.
         */
        public B machineDetection(MachineDetection machineDetection) {
            return set("MachineDetection", machineDetection);
        }

        /**
         * {@code MachineDetectionTimeout}: how long detection may take in all. Whole milliseconds. For a call of its
         * own 500 to 60000, and 30000 by default; for a participant of a conference no range is documented.
         */
        public B machineDetectionTimeout(Duration machineDetectionTimeout) {
            return setMilliseconds("MachineDetectionTimeout", machineDetectionTimeout);
        }

        /**
         * {@code MachineDetectionSilenceTimeout}: silence at the beginning for longer than this means a machine. Whole
         * milliseconds; default 3500.
         */
        public B machineDetectionSilenceTimeout(Duration machineDetectionSilenceTimeout) {
            return setMilliseconds("MachineDetectionSilenceTimeout", machineDetectionSilenceTimeout);
        }

        /**
         * {@code MachineDetectionSpeechThreshold}: a greeting that is longer than this means a machine. Whole
         * milliseconds; default 3500.
         */
        public B machineDetectionSpeechThreshold(Duration machineDetectionSpeechThreshold) {
            return setMilliseconds("MachineDetectionSpeechThreshold", machineDetectionSpeechThreshold);
        }

        /**
         * {@code MachineDetectionSpeechEndThreshold}: silence for this long after a greeting means that the greeting is
         * over. Whole milliseconds; default 800.
         */
        public B machineDetectionSpeechEndThreshold(Duration machineDetectionSpeechEndThreshold) {
            return setMilliseconds("MachineDetectionSpeechEndThreshold", machineDetectionSpeechEndThreshold);
        }

        /**
         * {@code MachineDetectionBeepProfile}: how the beep after a machine's greeting is recognised. Newer than the
         * published API description of August 2026.
         */
        public B machineDetectionBeepProfile(MachineDetectionBeepProfile machineDetectionBeepProfile) {
            return set("MachineDetectionBeepProfile", machineDetectionBeepProfile);
        }

        /**
         * {@code MachineDetectionBeepMaxFrequency}: the highest frequency of a tone that can count as a beep, in whole
         * hertz (Hz); the API names neither a range nor a default. Has a use only with {@code MachineDetection}. In the
         * official Node library since 7.24.0 of September 2026.
         */
        public B machineDetectionBeepMaxFrequency(int machineDetectionBeepMaxFrequency) {
            return set("MachineDetectionBeepMaxFrequency", machineDetectionBeepMaxFrequency);
        }

        /**
         * {@code MachineDetectionBeepMinFrequency}: the lowest frequency of a tone that can count as a beep, in whole
         * hertz (Hz); the API names neither a range nor a default. Above 480 it leaves out the ringing tone of North
         * America (440 and 480 Hz), which the profile {@link MachineDetectionBeepProfile#FREQUENCY_ONLY freq_only} can take
         * for a beep. Has a use only with {@code MachineDetection}. In the official Node library since 7.24.0 of
         * September 2026.
         */
        public B machineDetectionBeepMinFrequency(int machineDetectionBeepMinFrequency) {
            return set("MachineDetectionBeepMinFrequency", machineDetectionBeepMinFrequency);
        }

        /**
         * {@code MachineDetectionBeepMinToneDuration}: how long a tone lasts at least that can count as a beep. Whole
         * milliseconds; the API names neither a range nor a default. Has a use only with {@code MachineDetection}. In
         * the official Node library since 7.24.0 of September 2026.
         */
        public B machineDetectionBeepMinToneDuration(Duration machineDetectionBeepMinToneDuration) {
            return setMilliseconds("MachineDetectionBeepMinToneDuration", machineDetectionBeepMinToneDuration);
        }

        /**
         * {@code MachineDetectionBeepSpectralConfirmation}: whether what sounds like a beep must pass a check of its
         * spectrum too. Has a use only with {@code MachineDetection}. In the official Node library since 7.24.0 of
         * September 2026.
         */
        public B machineDetectionBeepSpectralConfirmation(boolean machineDetectionBeepSpectralConfirmation) {
            return set("MachineDetectionBeepSpectralConfirmation", machineDetectionBeepSpectralConfirmation);
        }

        /**
         * {@code MachineDetectionBeepSpectralMinPurity}: how pure the spectrum of a beep is at least, 0 to 1. Has a use
         * only with {@code MachineDetection}. In the official Node library since 7.24.0 of September 2026.
         */
        public B machineDetectionBeepSpectralMinPurity(double machineDetectionBeepSpectralMinPurity) {
            return setNumber("MachineDetectionBeepSpectralMinPurity", machineDetectionBeepSpectralMinPurity);
        }

        /**
         * {@code MachineDetectionBeepSpectralRejectFaxCng}: whether the calling tone (CNG) of a fax machine is no beep.
         * Has a use only with {@code MachineDetection}. In the official Node library since 7.24.0 of September 2026.
         */
        public B machineDetectionBeepSpectralRejectFaxCng(boolean machineDetectionBeepSpectralRejectFaxCng) {
            return set("MachineDetectionBeepSpectralRejectFaxCng", machineDetectionBeepSpectralRejectFaxCng);
        }

        /**
         * {@code MachineDetectionBeepSpectralWindow}: over how long the spectrum is checked. Whole milliseconds; the API
         * names neither a range nor a default. Has a use only with {@code MachineDetection}. In the official Node
         * library since 7.24.0 of September 2026.
         */
        public B machineDetectionBeepSpectralWindow(Duration machineDetectionBeepSpectralWindow) {
            return setMilliseconds("MachineDetectionBeepSpectralWindow", machineDetectionBeepSpectralWindow);
        }

        /** {@code Record}: whether to record the call. Default: false. */
        public B record(boolean record) {
            return set("Record", record);
        }

        /**
         * {@code RecordingChannels}: how many channels the recording has. Default: {@link RecordingChannels#MONO mono}.
         */
        public B recordingChannels(RecordingChannels recordingChannels) {
            return set("RecordingChannels", recordingChannels);
        }

        /** {@code RecordingTrack}: which direction is recorded. Default: {@link RecordingTrack#BOTH both}. */
        public B recordingTrack(RecordingTrack recordingTrack) {
            return set("RecordingTrack", recordingTrack);
        }

        /**
         * {@code Trim}: what becomes of silence at the recording's beginning and end. Default:
         * {@link TrimSilence#TRIM_SILENCE trim-silence}.
         */
        public B trim(TrimSilence trim) {
            return set("Trim", trim);
        }

        /**
         * {@code RecordingStatusCallback}: an absolute {@code http} or {@code https} URL that is told of the
         * recording's states.
         */
        public B recordingStatusCallback(URI recordingStatusCallback) {
            return set("RecordingStatusCallback", recordingStatusCallback);
        }

        /**
         * {@code RecordingStatusCallbackEvent}: which of them {@code RecordingStatusCallback} is told of. Default:
         * {@link RecordingEvent#COMPLETED completed} alone.
         */
        public B recordingStatusCallbackEvents(Collection<RecordingEvent> recordingStatusCallbackEvents) {
            return setJoined("RecordingStatusCallbackEvent", " ", recordingStatusCallbackEvents);
        }

        /**
         * {@code RecordingStatusCallbackMethod}: how {@code RecordingStatusCallback} is called. Default:
         * {@link CallbackMethod#POST POST}.
         */
        public B recordingStatusCallbackMethod(CallbackMethod recordingStatusCallbackMethod) {
            return set("RecordingStatusCallbackMethod", recordingStatusCallbackMethod);
        }

        @Override
        protected void check(RequestChecks checks) {
            String customHeadersProblem = SipHeader.problem("CustomHeaders", checks.value("CustomHeaders"));
            checks.range("Timeout", 5, 120)
                    .range("MachineDetectionBeepSpectralMinPurity", 0, 1)
                    .maxLength("CallerId", 128)
                    .that(customHeadersProblem == null, String.valueOf(customHeadersProblem))
                    .httpUrl("StatusCallback", "RecordingStatusCallback");
        }
    }
}
