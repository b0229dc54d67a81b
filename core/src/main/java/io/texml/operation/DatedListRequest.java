package io.texml.operation;

import java.time.LocalDate;

/**
 * A list that can be filtered by the days on which its items were created and updated. The API does not say in which
 * zone a day begins. Other comparisons than the day itself and {@code >=} are not documented;
 * {@code additionalParameter("DateCreated", "<2023-05-22")} sends one. {@code build()} refuses items that are to be updated
 * before they were created.
 *
 * @param <T> the type of the list's items
 */
public abstract class DatedListRequest<T> extends TokenListRequest<T> {

    /** For the requests that list. */
    protected DatedListRequest(Operation<Page<T>> operation, Builder<?> builder) {
        super(operation, builder);
    }

    /**
     * The parameters that these lists share.
     *
     * @param <B> the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> extends TokenListRequest.Builder<B> {

        /** An empty builder. */
        protected Builder() {}

        /** A builder that begins with the filters of a request. */
        protected Builder(DatedListRequest<?> request) {
            super(request);
        }

        /** {@code DateCreated}: only items that were created on this day. */
        public B createdOn(LocalDate day) {
            return setDay("DateCreated", day);
        }

        /**
         * {@code DateCreated} with {@code >=}: only items that were created on this day or later. It replaces
         * {@link #createdOn}.
         */
        public B createdOnOrAfter(LocalDate day) {
            return setDay("DateCreated", ">=", day);
        }

        /** {@code DateUpdated}: only items that were updated on this day. */
        public B updatedOn(LocalDate day) {
            return setDay("DateUpdated", day);
        }

        /**
         * {@code DateUpdated} with {@code >=}: only items that were updated on this day or later. It replaces
         * {@link #updatedOn}.
         */
        public B updatedOnOrAfter(LocalDate day) {
            return setDay("DateUpdated", ">=", day);
        }

        @Override
        protected void check(RequestChecks checks) {
            super.check(checks);
            checks.days("DateCreated").days("DateUpdated").daysInOrder("DateCreated", "DateUpdated");
        }
    }
}
