package io.texml.calls;

import io.texml.CallbackMethod;
import io.texml.DetectionMode;
import io.texml.SipRegion;
import io.texml.operation.Operation;
import io.texml.operation.RequestChecks;
import java.net.URI;
import java.time.Duration;

/**
 * What {@code calls.create} and {@code aiCalls.create} have in common beyond every {@link DialRequest}: a call of its
 * own, outside of a conference.
 *
 * @param <R> the type that the operation answers with
 */
public abstract class OutboundCallRequest<R> extends DialRequest<R> {

    /** For the requests that call. */
    protected OutboundCallRequest(Operation<R> operation, Builder<?> builder) {
        super(operation, builder);
    }

    /**
     * The parameters that every request for a call of its own takes.
     *
     * @param <B> the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> extends DialRequest.Builder<B> {

        /** An empty builder. */
        protected Builder() {}

        /** A builder that begins with the parameters of a request. */
        protected Builder(OutboundCallRequest<?> request) {
            super(request);
        }

        /** {@code SipRegion}: the region from which a SIP address is called. Default: {@link SipRegion#US US}. */
        public B sipRegion(SipRegion sipRegion) {
            return set("SipRegion", sipRegion);
        }

        /**
         * {@code DetectionMode}: which detector tells people from machines. Default:
         * {@link DetectionMode#REGULAR Regular}. Has a use only with {@code MachineDetection}.
         */
        public B detectionMode(DetectionMode detectionMode) {
            return set("DetectionMode", detectionMode);
        }

        /**
         * {@code MachineDetectionPromptEndTimeout}: how long to wait for the end of a call-screening prompt. Whole
         * milliseconds, 1000 to 120000. Needs {@code DetectionMode}
         * {@link DetectionMode#PREMIUM_CALL_SCREENING PremiumCallScreening}.
         */
        public B machineDetectionPromptEndTimeout(Duration machineDetectionPromptEndTimeout) {
            return setMilliseconds("MachineDetectionPromptEndTimeout", machineDetectionPromptEndTimeout);
        }

        /**
         * {@code AsyncAmd}: whether detection goes on in the background, while the instructions are already carried
         * out. Default: false, they wait for its result.
         */
        public B asyncMachineDetection(boolean asyncMachineDetection) {
            return set("AsyncAmd", asyncMachineDetection);
        }

        /**
         * {@code AsyncAmdStatusCallback}: an absolute {@code http} or {@code https} URL that is told the result of
         * detection in the background. Has a use only with {@code AsyncAmd}.
         */
        public B asyncMachineDetectionStatusCallback(URI statusCallback) {
            return set("AsyncAmdStatusCallback", statusCallback);
        }

        /**
         * {@code AsyncAmdStatusCallbackMethod}: how {@code AsyncAmdStatusCallback} is called. Default:
         * {@link CallbackMethod#POST POST}.
         */
        public B asyncMachineDetectionStatusCallbackMethod(CallbackMethod method) {
            return set("AsyncAmdStatusCallbackMethod", method);
        }

        /**
         * {@code RecordingTimeout}: how much silence ends the recording. Whole seconds, at least 0; default 0, silence
         * does not end it.
         */
        public B recordingTimeout(Duration recordingTimeout) {
            return setSeconds("RecordingTimeout", recordingTimeout);
        }

        /** {@code SendRecordingUrl}: whether the callbacks carry the link to the recording. */
        public B sendRecordingUrl(boolean sendRecordingUrl) {
            return set("SendRecordingUrl", sendRecordingUrl);
        }

        @Override
        protected void check(RequestChecks checks) {
            super.check(checks);
            checks.required("From", "To")
                    .range("TimeLimit", 30, 14_400)
                    .range("MachineDetectionTimeout", 500, 60_000)
                    .range("MachineDetectionPromptEndTimeout", 1_000, 120_000)
                    .that(
                            checks.value("MachineDetectionPromptEndTimeout") == null
                                    || DetectionMode.PREMIUM_CALL_SCREENING
                                            .value()
                                            .equals(checks.value("DetectionMode")),
                            "MachineDetectionPromptEndTimeout needs DetectionMode PremiumCallScreening; set both")
                    .atLeast("RecordingTimeout", 0)
                    .httpUrl("AsyncAmdStatusCallback");
        }
    }
}
