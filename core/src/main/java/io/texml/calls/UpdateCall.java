package io.texml.calls;

import io.texml.CallbackMethod;
import io.texml.markup.Texml;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;
import java.net.URI;

/**
 * Changes a call that is under way: ends it, or hands it new TeXML instructions. Every parameter is optional, but at
 * least one must be there. {@code Url} and {@code Texml} exclude each other.
 *
 * <p>Ending a call may be repeated without harm. New instructions may not: after an ambiguous failure a request with
 * {@link Builder#url} or {@link Builder#texml} fails with {@code outcomeUnknown()} instead of being sent again.
 */
public final class UpdateCall extends TexmlRequest<Call> {

    private UpdateCall(Builder builder) {
        super(CallOperations.UPDATE, builder);
    }

    /** Begins an empty update. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of an update. */
    public static final class Builder extends TexmlRequest.Builder<Builder> {

        private Builder() {}

        private Builder(UpdateCall request) {
            super(request);
        }

        /**
         * {@code Status}: the state to put the call into. Of the constants {@code build()} takes
         * {@link CallStatus#COMPLETED} alone, which is documented: it ends the call.
         */
        public Builder status(CallStatus status) {
            return set("Status", status);
        }

        /** {@code Url}: an absolute {@code http} or {@code https} URL from which new TeXML is fetched. Excludes {@code Texml}. */
        public Builder url(URI url) {
            return set("Url", url);
        }

        /** {@code Method}: how {@code Url} is fetched. */
        public Builder method(CallbackMethod method) {
            return set("Method", method);
        }

        /**
         * {@code Texml}: new TeXML instructions, inline. It has to be XML of at most 1,000,000 characters. Excludes
         * {@code Url}.
         */
        public Builder texml(String texml) {
            return set("Texml", texml);
        }

        /** {@code Texml}: as {@link #texml(String)}, of a document. Excludes {@code Url}. */
        public Builder texml(Texml texml) {
            return set("Texml", texml == null ? null : texml.toXml());
        }

        /** {@code FallbackUrl}: where TeXML is fetched from when {@code Url} fails. */
        public Builder fallbackUrl(URI fallbackUrl) {
            return set("FallbackUrl", fallbackUrl);
        }

        /** {@code FallbackMethod}: how {@code FallbackUrl} is fetched. */
        public Builder fallbackMethod(CallbackMethod fallbackMethod) {
            return set("FallbackMethod", fallbackMethod);
        }

        /** {@code StatusCallback}: an absolute URL that is told of the call's further states. */
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
        public UpdateCall build() {
            return new UpdateCall(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.notEmpty()
                    .oneOf("Status", CallStatus.knownValues(), CallStatus.COMPLETED)
                    .notTogether("Url", "Texml")
                    .document("Texml")
                    .httpUrl("Url", "FallbackUrl", "StatusCallback");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
