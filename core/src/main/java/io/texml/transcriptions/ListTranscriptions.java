package io.texml.transcriptions;

import io.texml.operation.ListRequest;

/**
 * Lists the transcriptions of an account. The API has no filter for them. It only reads, so the client may repeat it.
 */
public final class ListTranscriptions extends ListRequest<Transcription> {

    private ListTranscriptions(Builder builder) {
        super(TranscriptionOperations.LIST, builder);
    }

    /** Begins a query: all transcriptions. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this query's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of a query. */
    public static final class Builder extends ListRequest.Builder<Builder> {

        private Builder() {}

        private Builder(ListTranscriptions request) {
            super(request);
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
        public ListTranscriptions build() {
            return new ListTranscriptions(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
