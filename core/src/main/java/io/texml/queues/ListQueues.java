package io.texml.queues;

import io.texml.operation.DatedListRequest;

/**
 * Lists the queues of an account. Every filter is optional; filters are combined. It only reads, so the client may
 * repeat it.
 */
public final class ListQueues extends DatedListRequest<Queue> {

    private ListQueues(Builder builder) {
        super(QueueOperations.LIST, builder);
    }

    /** Begins a query without filters: all queues. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this query's filters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the filters of a query. */
    public static final class Builder extends DatedListRequest.Builder<Builder> {

        private Builder() {}

        private Builder(ListQueues request) {
            super(request);
        }

        /**
         * The query.
         *
         * @throws io.texml.RequestValidationException naming everything that is out of range
         */
        public ListQueues build() {
            return new ListQueues(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
