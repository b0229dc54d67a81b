package io.texml.secrets;

import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;

/**
 * Creates a secret that TeXML can refer to by its name, so that the secret itself need not stand in the TeXML. Both
 * parameters are required. The API never gives the value back, and no {@code toString} or message shows it.
 *
 * <p>The request is never repeated after an ambiguous failure: it fails with {@code outcomeUnknown()} instead.
 */
public final class CreateSecret extends TexmlRequest<Secret> {

    private CreateSecret(Builder builder) {
        super(SecretOperations.CREATE, builder);
    }

    /** Begins a request; {@code name} and {@code value} have to be set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of a secret. */
    public static final class Builder extends TexmlRequest.Builder<Builder> {

        private Builder() {}

        private Builder(CreateSecret request) {
            super(request);
        }

        /** {@code name}: the name by which TeXML refers to the secret. Required. */
        public Builder name(String name) {
            return set("name", name);
        }

        /** {@code value}: the secret itself. Required. */
        public Builder value(String value) {
            return set("value", value);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public CreateSecret build() {
            return new CreateSecret(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.required("name", "value");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
