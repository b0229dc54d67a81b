package io.texml.queues;

import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;

/**
 * Changes how many calls may wait in a queue. Repeating it leaves the same state, so the client may repeat it after a
 * failure.
 */
public final class UpdateQueue extends TexmlRequest<Queue> {

    private UpdateQueue(Builder builder) {
        super(QueueOperations.UPDATE, builder);
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

        private Builder(UpdateQueue request) {
            super(request);
        }

        /** {@code MaxSize}: how many calls may wait. */
        public Builder maxSize(int maxSize) {
            return set("MaxSize", maxSize);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public UpdateQueue build() {
            return new UpdateQueue(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.notEmpty();
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
