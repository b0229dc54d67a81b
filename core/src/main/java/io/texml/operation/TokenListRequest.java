package io.texml.operation;

/**
 * A list whose pages are addressed by an index and a token.
 *
 * @param <T> the type of the list's items
 */
public abstract class TokenListRequest<T> extends ListRequest<T> {

    /** For the requests that list. */
    protected TokenListRequest(Operation<Page<T>> operation, Builder<?> builder) {
        super(operation, builder);
    }

    /**
     * The parameters that these lists share.
     *
     * @param <B> the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> extends ListRequest.Builder<B> {

        /** An empty builder. */
        protected Builder() {}

        /** A builder that begins with the filters of a request. */
        protected Builder(TokenListRequest<?> request) {
            super(request);
        }

        /**
         * {@code Page}: the index of the page to begin with, from 0. Documented as going together with
         * {@code PageToken}; to go on with a list, hand its link to {@code byPage(nextPage)} of the list instead.
         */
        public B page(int page) {
            return set("Page", page);
        }

        /** {@code PageToken}: the token of the page to begin with, as the server gave it. */
        public B pageToken(String pageToken) {
            return set("PageToken", pageToken);
        }
    }
}
