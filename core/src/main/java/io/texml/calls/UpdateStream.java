package io.texml.calls;

import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;

/**
 * Stops the streaming of a call's audio. Repeating it leaves the same state, so the client may repeat it after a
 * failure.
 */
public final class UpdateStream extends TexmlRequest<CallStreamUpdated> {

    private UpdateStream(Builder builder) {
        super(CallOperations.STREAMS_UPDATE, builder);
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

        private Builder(UpdateStream request) {
            super(request);
        }

        /**
         * {@code Status}: the state to put the stream into. Of the constants {@code build()} takes
         * {@link StreamStatus#STOPPED} alone, which is documented and the default: it ends the stream.
         */
        public Builder status(StreamStatus status) {
            return set("Status", status);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public UpdateStream build() {
            return new UpdateStream(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.oneOf("Status", StreamStatus.knownValues(), StreamStatus.STOPPED);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
