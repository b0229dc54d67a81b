package io.texml.calls;

import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;

/** Stops a SIPREC session. Repeating it leaves the same state, so the client may repeat it after a failure. */
public final class UpdateSiprec extends TexmlRequest<SiprecSessionUpdated> {

    private UpdateSiprec(Builder builder) {
        super(CallOperations.SIPREC_UPDATE, builder);
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

        private Builder(UpdateSiprec request) {
            super(request);
        }

        /**
         * {@code Status}: the state to put the session into. Of the constants {@code build()} takes
         * {@link SiprecStatus#STOPPED} alone, which is documented: it ends the session.
         */
        public Builder status(SiprecStatus status) {
            return set("Status", status);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public UpdateSiprec build() {
            return new UpdateSiprec(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.oneOf("Status", SiprecStatus.knownValues(), SiprecStatus.STOPPED);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
