package io.texml.calls;

import io.texml.operation.TexmlRequest;

/**
 * Pauses, resumes or stops the recording of a running call. Repeating it leaves the same state, so the client may
 * repeat it after a failure.
 */
public final class UpdateCallRecording extends TexmlRequest<CallRecording> {

    private UpdateCallRecording(Builder builder) {
        super(CallOperations.RECORDINGS_UPDATE, builder);
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

        private Builder(UpdateCallRecording request) {
            super(request);
        }

        /** {@code Status}: the state to put the recording into. */
        public Builder status(CallRecordingState status) {
            return set("Status", status);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public UpdateCallRecording build() {
            return new UpdateCallRecording(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
