package io.texml.applications;

import io.texml.operation.Page;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;

/**
 * Lists the TeXML applications of the key's owner. Every filter is optional; filters are combined. This list is paged
 * by number. It only reads, so the client may repeat it.
 */
public final class ListApplications extends TexmlRequest<Page<TexmlApplication>> {

    private ListApplications(Builder builder) {
        super(ApplicationOperations.LIST, builder);
    }

    /** Begins a query without filters: all applications. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this query's filters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the filters of a query. */
    public static final class Builder extends TexmlRequest.Builder<Builder> {

        private Builder() {}

        private Builder(ListApplications request) {
            super(request);
        }

        /**
         * {@code filter[friendly_name]}: only applications whose name contains this text, in any case; at least 3
         * characters.
         */
        public Builder friendlyNameContains(String text) {
            return set("filter[friendly_name]", text);
        }

        /** {@code filter[outbound_voice_profile_id]}: only applications that call with this outbound voice profile. */
        public Builder outboundVoiceProfileId(String outboundVoiceProfileId) {
            return set("filter[outbound_voice_profile_id]", outboundVoiceProfileId);
        }

        /** {@code sort}: the order of the list, ascending. Without it, the newest application comes first. */
        public Builder sortBy(ApplicationSort order) {
            return set("sort", order);
        }

        /** {@code sort} with a {@code -} before it: the order of the list, descending. It replaces {@link #sortBy}. */
        public Builder sortByDescending(ApplicationSort order) {
            return set("sort", order == null ? null : "-" + order.value());
        }

        /**
         * {@code page[size]}: how many applications one page holds, 1 to 250; default 250. It changes how often the
         * server is asked, never what the list holds.
         */
        public Builder pageSize(int pageSize) {
            return set("page[size]", pageSize);
        }

        /** {@code page[number]}: the number of the page to begin with, from 1; default 1. */
        public Builder page(int page) {
            return set("page[number]", page);
        }

        /**
         * The query.
         *
         * @throws io.texml.RequestValidationException naming everything that is out of range
         */
        public ListApplications build() {
            return new ListApplications(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.minLength("filter[friendly_name]", 3)
                    .sid("filter[outbound_voice_profile_id]")
                    .range("page[size]", 1, 250)
                    .atLeast("page[number]", 1);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
