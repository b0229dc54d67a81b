package io.texml.conferences;

import io.texml.CallbackMethod;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;
import java.net.URI;

/**
 * Changes a conference that is under way: ends it, or plays an announcement to all participants. Every parameter is
 * optional, but at least one must be there.
 *
 * <p>Ending a conference may be repeated without harm. An announcement may not: after an ambiguous failure a request
 * with {@link Builder#announceUrl} fails with {@code outcomeUnknown()} instead of being sent again.
 */
public final class UpdateConference extends TexmlRequest<Conference> {

    private UpdateConference(Builder builder) {
        super(ConferenceOperations.UPDATE, builder);
    }

    /** Begins an empty update. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of an update. */
    public static final class Builder extends TexmlRequest.Builder<Builder> {

        private Builder() {}

        private Builder(UpdateConference request) {
            super(request);
        }

        /**
         * {@code Status}: the state to put the conference into. Of the constants {@code build()} takes
         * {@link ConferenceStatus#COMPLETED} alone, which is documented: it ends the conference for all participants.
         */
        public Builder status(ConferenceStatus status) {
            return set("Status", status);
        }

        /**
         * {@code AnnounceUrl}: an absolute {@code http} or {@code https} URL of an announcement that all participants
         * hear.
         */
        public Builder announceUrl(URI announceUrl) {
            return set("AnnounceUrl", announceUrl);
        }

        /** {@code AnnounceMethod}: how {@code AnnounceUrl} is fetched. Default: {@link CallbackMethod#POST POST}. */
        public Builder announceMethod(CallbackMethod announceMethod) {
            return set("AnnounceMethod", announceMethod);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public UpdateConference build() {
            return new UpdateConference(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.notEmpty()
                    .oneOf("Status", ConferenceStatus.knownValues(), ConferenceStatus.COMPLETED)
                    .httpUrl("AnnounceUrl");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
