package io.texml.operation;

/**
 * A list whose pages have a size.
 *
 * @param <T> the type of the list's items
 */
public abstract class ListRequest<T> extends TexmlRequest<Page<T>> {

    /** For the requests that list. */
    protected ListRequest(Operation<Page<T>> operation, Builder<?> builder) {
        super(operation, builder);
    }

    /**
     * The parameters that these lists share.
     *
     * @param <B> the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> extends TexmlRequest.Builder<B> {

        /** An empty builder. */
        protected Builder() {}

        /** A builder that begins with the filters of a request. */
        protected Builder(ListRequest<?> request) {
            super(request);
        }

        /**
         * {@code PageSize}: how many items one page holds, at least 1. No default and no largest size are documented; it
         * changes how often the server is asked, never what the list holds.
         */
        public B pageSize(int pageSize) {
            return set("PageSize", pageSize);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.atLeast("PageSize", 1).atLeast("Page", 0);
        }
    }
}
