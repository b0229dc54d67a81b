package io.texml.calls;

import io.texml.CallbackMethod;
import io.texml.DeepfakeDetection;
import io.texml.MachineDetection;
import io.texml.markup.Texml;
import io.texml.operation.RequestChecks;
import java.net.URI;
import java.util.Collection;

/**
 * Dials: makes a phone ring and carries out TeXML once it is answered, at the cost of a call. Required are
 * {@code ApplicationSid}, {@code From} and {@code To}. The instructions come from {@code Url}, or stand in
 * {@code Texml}, or without both from the application.
 *
 * <p>A phone never rings twice because of the client: the request is repeated only when nothing was sent or the server
 * refused it with 429. After an ambiguous failure it fails with {@code outcomeUnknown()}.
 */
public final class CreateCall extends OutboundCallRequest<CallCreated> {

    private CreateCall(Builder builder) {
        super(CallOperations.CREATE, builder);
    }

    /** Begins a request; {@code ApplicationSid}, {@code From} and {@code To} have to be set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of a call. */
    public static final class Builder extends OutboundCallRequest.Builder<Builder> {

        private Builder() {}

        private Builder(CreateCall request) {
            super(request);
        }

        /** {@code ApplicationSid}: the id of the TeXML application that places the call. Required. */
        public Builder applicationSid(String applicationSid) {
            return set("ApplicationSid", applicationSid);
        }

        /**
         * {@code Url}: an absolute {@code http} or {@code https} URL from which TeXML is fetched when the call is
         * answered. Excludes {@code Texml}.
         */
        public Builder url(URI url) {
            return set("Url", url);
        }

        /**
         * {@code UrlMethod}: how {@code Url} is fetched. Default: {@link CallbackMethod#POST POST}, or what the
         * application is set to.
         */
        public Builder urlMethod(CallbackMethod urlMethod) {
            return set("UrlMethod", urlMethod);
        }

        /**
         * {@code Texml}: the TeXML to carry out when the call is answered, inline. It has to be XML of at most 1,000,000
         * characters. Excludes {@code Url}.
         */
        public Builder texml(String texml) {
            return set("Texml", texml);
        }

        /** {@code Texml}: as {@link #texml(String)}, of a document. Excludes {@code Url}. */
        public Builder texml(Texml texml) {
            return set("Texml", texml == null ? null : texml.toXml());
        }

        /**
         * {@code FallbackUrl}: an absolute {@code http} or {@code https} URL from which TeXML is fetched when
         * {@code Url} fails.
         */
        public Builder fallbackUrl(URI fallbackUrl) {
            return set("FallbackUrl", fallbackUrl);
        }

        /**
         * {@code StatusCallbackEvent}: which of the call's states {@code StatusCallback} is told of. Default:
         * {@link CallEvent#COMPLETED completed} alone.
         */
        public Builder statusCallbackEvents(Collection<CallEvent> statusCallbackEvents) {
            return setJoined("StatusCallbackEvent", " ", statusCallbackEvents);
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

        /** {@code DeepfakeDetection}: whether to find out if the voice on the other side is synthetic. Default: no. */
        public Builder deepfakeDetection(DeepfakeDetection deepfakeDetection) {
            return set("DeepfakeDetection", deepfakeDetection);
        }

        /**
         * {@code DeepfakeDetectionCallbackUrl}: an absolute {@code http} or {@code https} URL that is told the result.
         * Has a use only with {@code DeepfakeDetection}.
         */
        public Builder deepfakeDetectionCallbackUrl(URI deepfakeDetectionCallbackUrl) {
            return set("DeepfakeDetectionCallbackUrl", deepfakeDetectionCallbackUrl);
        }

        /**
         * {@code DeepfakeDetectionCallbackMethod}: how {@code DeepfakeDetectionCallbackUrl} is called. Default:
         * {@link CallbackMethod#POST POST}.
         */
        public Builder deepfakeDetectionCallbackMethod(CallbackMethod deepfakeDetectionCallbackMethod) {
            return set("DeepfakeDetectionCallbackMethod", deepfakeDetectionCallbackMethod);
        }

        /**
         * {@code MediaEncryption}: how the audio is encrypted. Only for calls to SIP addresses. Default:
         * {@link MediaEncryption#DISABLED disabled}.
         */
        public Builder mediaEncryption(MediaEncryption mediaEncryption) {
            return set("MediaEncryption", mediaEncryption);
        }

        /**
         * {@code SuperviseCallSid}: the sid of a running call that the new one joins as a supervisor.
         * {@code SupervisingRole} says what it may do there.
         */
        public Builder superviseCallSid(String superviseCallSid) {
            return set("SuperviseCallSid", superviseCallSid);
        }

        /**
         * {@code SupervisingRole}: what a supervisor may do. Default: {@link SupervisingRole#BARGE barge}. Has a use
         * only with {@code SuperviseCallSid}.
         */
        public Builder supervisingRole(SupervisingRole supervisingRole) {
            return set("SupervisingRole", supervisingRole);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public CreateCall build() {
            return new CreateCall(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            super.check(checks);
            checks.required("ApplicationSid")
                    .sid("ApplicationSid", "SuperviseCallSid")
                    .notTogether("Url", "Texml")
                    .document("Texml")
                    .httpUrl("Url", "FallbackUrl", "DeepfakeDetectionCallbackUrl");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
