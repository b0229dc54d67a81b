package io.texml.applications;

/**
 * Creates a TeXML application. Required are {@code friendly_name} and {@code voice_url}.
 *
 * <p>The request is never repeated after an ambiguous failure: it fails with {@code outcomeUnknown()} instead.
 */
public final class CreateApplication extends ApplicationRequest {

    private CreateApplication(Builder builder) {
        super(ApplicationOperations.CREATE, builder);
    }

    /** Begins a request; {@code friendly_name} and {@code voice_url} have to be set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of a new application. */
    public static final class Builder extends ApplicationRequest.Builder<Builder> {

        private Builder() {}

        private Builder(CreateApplication request) {
            super(request);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public CreateApplication build() {
            return new CreateApplication(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
