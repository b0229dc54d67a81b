package io.texml.recordings;

import io.texml.operation.ListRequest;
import java.time.Instant;
import java.time.LocalDate;

/** Lists the recordings of an account. Every filter is optional. It only reads, so the client may repeat it. */
public final class ListRecordings extends ListRequest<Recording> {

    private ListRecordings(Builder builder) {
        super(RecordingOperations.LIST, builder);
    }

    /** Begins a query without filters: all recordings. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this query's filters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the filters of a query. */
    public static final class Builder extends ListRequest.Builder<Builder> {

        private Builder() {}

        private Builder(ListRecordings request) {
            super(request);
        }

        /**
         * {@code DateCreated}: only recordings that were created on this day. Other comparisons than the day itself and
         * {@code >=} are not documented; {@code additionalParameter("DateCreated", "<2023-05-22")} sends one.
         */
        public Builder createdOn(LocalDate day) {
            return setDay("DateCreated", day);
        }

        /**
         * {@code DateCreated} with {@code >=}: only recordings that were created on this day or later. It replaces
         * {@link #createdOn}.
         */
        public Builder createdOnOrAfter(LocalDate day) {
            return setDay("DateCreated", ">=", day);
        }

        /**
         * {@code DateCreated}: only recordings that were created in this very second. It goes out in whole seconds, a
         * fraction is cut off. It replaces {@link #createdOn}.
         */
        public Builder createdAt(Instant time) {
            return setSecond("DateCreated", "", time);
        }

        /**
         * {@code DateCreated} with {@code >=}: only recordings that were created at this time or later. It goes out in
         * whole seconds, a fraction is cut off. It replaces {@link #createdOn}.
         */
        public Builder createdAtOrAfter(Instant time) {
            return setSecond("DateCreated", ">=", time);
        }

        /**
         * {@code Page}: the index of the page to begin with, from 0. To go on with a list, hand its link to
         * {@code byPage(nextPage)} of the list instead.
         */
        public Builder page(int page) {
            return set("Page", page);
        }

        /**
         * The query.
         *
         * @throws io.texml.RequestValidationException naming everything that is out of range
         */
        public ListRecordings build() {
            return new ListRecordings(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
