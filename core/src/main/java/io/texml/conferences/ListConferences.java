package io.texml.conferences;

import io.texml.operation.Operations;
import io.texml.operation.Page;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;
import java.time.LocalDate;

/**
 * Lists the conferences of an account. Every filter is optional; filters are combined. It only reads, so the client may
 * repeat it.
 */
public final class ListConferences extends TexmlRequest<Page<Conference>> {

    private ListConferences(Builder builder) {
        super(Operations.CONFERENCES_LIST, builder);
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
    public static final class Builder extends TexmlRequest.Builder<Builder> {

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
         * {@code DateCreated}: only conferences that were created on this day. Other comparisons than the day itself
         * and {@code >=} are not documented; {@code additionalParameter("DateCreated", "<2023-05-22")} sends one.
         */
        public Builder createdOn(LocalDate day) {
            return setDay("DateCreated", day);
        }

        /**
         * {@code DateCreated} with {@code >=}: only conferences that were created on this day or later. It replaces
         * {@link #createdOn}.
         */
        public Builder createdOnOrAfter(LocalDate day) {
            return setDay("DateCreated", ">=", day);
        }

        /**
         * {@code DateUpdated}: only conferences that were updated on this day. Other comparisons than the day itself
         * and {@code >=} are not documented; {@code additionalParameter("DateUpdated", "<2023-05-22")} sends one.
         */
        public Builder updatedOn(LocalDate day) {
            return setDay("DateUpdated", day);
        }

        /**
         * {@code DateUpdated} with {@code >=}: only conferences that were updated on this day or later. It replaces
         * {@link #updatedOn}.
         */
        public Builder updatedOnOrAfter(LocalDate day) {
            return setDay("DateUpdated", ">=", day);
        }

        /**
         * {@code PageSize}: how many conferences one page holds, at least 1. No default and no largest size are
         * documented; it changes how often the server is asked, never what the list holds.
         */
        public Builder pageSize(int pageSize) {
            return set("PageSize", pageSize);
        }

        /**
         * {@code Page}: the index of the page to begin with, from 0. Documented as going together with
         * {@code PageToken}; to go on with a list, hand its link to {@code listPages(query, nextPage)} instead.
         */
        public Builder page(int page) {
            return set("Page", page);
        }

        /** {@code PageToken}: the token of the page to begin with, as the server gave it. */
        public Builder pageToken(String pageToken) {
            return set("PageToken", pageToken);
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
        protected void check(RequestChecks checks) {
            checks.atLeast("PageSize", 1).atLeast("Page", 0);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
