package io.texml.applications;

/**
 * Changes a TeXML application. {@code friendly_name} and {@code voice_url} are required here too, although it is a
 * PATCH. Repeating it leaves the same state, so the client may repeat it after a failure.
 */
public final class UpdateApplication extends ApplicationRequest {

    private UpdateApplication(Builder builder) {
        super(ApplicationOperations.UPDATE, builder);
    }

    /** Begins an update; {@code friendly_name} and {@code voice_url} have to be set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of an application. */
    public static final class Builder extends ApplicationRequest.Builder<Builder> {

        private Builder() {}

        private Builder(UpdateApplication request) {
            super(request);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public UpdateApplication build() {
            return new UpdateApplication(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
