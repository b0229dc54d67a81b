package io.texml.conferences;

import io.texml.operation.DatedListRequest;

/**
 * Lists the conferences of an account. Every filter is optional; filters are combined. It only reads, so the client may
 * repeat it.
 */
public final class ListConferences extends DatedListRequest<Conference> {

    private ListConferences(Builder builder) {
        super(ConferenceOperations.LIST, builder);
    }

    /** Begins a query without filters: all conferences. */
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

        private Builder(ListConferences request) {
            super(request);
        }

        /** {@code FriendlyName}: only conferences with this name. */
        public Builder friendlyName(String friendlyName) {
            return set("FriendlyName", friendlyName);
        }

        /** {@code Status}: only conferences in this state. */
        public Builder status(ConferenceStatus status) {
            return set("Status", status);
        }

        /**
         * The query.
         *
         * @throws io.texml.RequestValidationException naming everything that is out of range
         */
        public ListConferences build() {
            return new ListConferences(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
