package io.texml.calls;

import io.texml.CallbackMethod;
import io.texml.markup.Texml;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;
import java.net.URI;

/**
 * Dials through a connection instead of an account: makes a phone ring and carries out TeXML once it is answered, at
 * the cost of a call. Required are {@code From} and {@code To}. {@code Url} and {@code Texml} exclude each other.
 *
 * <p>The request is never repeated after an ambiguous failure: it fails with {@code outcomeUnknown()} instead.
 */
public final class CreateConnectionCall extends TexmlRequest<ConnectionCallCreated> {

    private CreateConnectionCall(Builder builder) {
        super(ConnectionCallOperations.CREATE, builder);
    }

    /** Begins a request; {@code From} and {@code To} have to be set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of a call. */
    public static final class Builder extends TexmlRequest.Builder<Builder> {

        private Builder() {}

        private Builder(CreateConnectionCall request) {
            super(request);
        }

        /**
         * {@code From}: the number that calls, in E.164 form ({@code +13125550147}), one of the account's, or a SIP
         * address. Required.
         */
        public Builder from(String from) {
            return set("From", from);
        }

        /** {@code To}: the number to call, in E.164 form, or a SIP address. Required. */
        public Builder to(String to) {
            return set("To", to);
        }

        /**
         * {@code Url}: an absolute {@code http} or {@code https} URL from which TeXML is fetched when the call is
         * answered. Excludes {@code Texml}.
         */
        public Builder url(URI url) {
            return set("Url", url);
        }

        /** {@code Method}: how {@code Url} is fetched. */
        public Builder method(CallbackMethod method) {
            return set("Method", method);
        }

        /**
         * {@code Texml}: the TeXML to carry out when the call is answered, inline. It has to be XML of at most 1,000,000
         * characters. Excludes {@code Url}.
         */
        public Builder texml(String texml) {
            return set("Texml", texml);
        }

        /** {@code Texml}: as {@link #texml(String)}, of a document. Excludes {@code Url}. */
        public Builder texml(Texml texml) {
            return set("Texml", texml == null ? null : texml.toXml());
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public CreateConnectionCall build() {
            return new CreateConnectionCall(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.required("From", "To")
                    .notTogether("Url", "Texml")
                    .document("Texml")
                    .httpUrl("Url");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
