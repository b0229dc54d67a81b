package io.texml.queues;

import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;

/**
 * Creates a queue in which calls can wait. Every parameter is optional, but at least one must be there.
 *
 * <p>The request is never repeated after an ambiguous failure: it fails with {@code outcomeUnknown()} instead.
 */
public final class CreateQueue extends TexmlRequest<Queue> {

    private CreateQueue(Builder builder) {
        super(QueueOperations.CREATE, builder);
    }

    /** Begins a request without parameters. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of a queue. */
    public static final class Builder extends TexmlRequest.Builder<Builder> {

        private Builder() {}

        private Builder(CreateQueue request) {
            super(request);
        }

        /** {@code FriendlyName}: the name by which TeXML and the API address the queue. */
        public Builder friendlyName(String friendlyName) {
            return set("FriendlyName", friendlyName);
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
        public CreateQueue build() {
            return new CreateQueue(this);
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
