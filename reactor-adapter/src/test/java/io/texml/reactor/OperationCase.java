package io.texml.reactor;

import io.texml.operation.Operation;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reactivestreams.Publisher;

/**
 * One row of the table: what a facade's method puts on the wire and what it makes of the documented answer.
 *
 * @param call the facade's method
 * @param requestLine method, a space, path and query
 * @param mediaType of the body; null when there is none
 * @param answer the documented body; null for none
 * @param check looks at what the publisher gave first; null when it is to give nothing
 */
record OperationCase<T>(
        Operation<?> operation,
        Function<TexmlClient, ? extends Publisher<? extends T>> call,
        String requestLine,
        String mediaType,
        String body,
        int status,
        String answer,
        Consumer<T> check) {

    static final String ACCOUNT = "/v2/texml/Accounts/" + StrictApi.ACCOUNT;
    static final String CALL_SID = "v3:Zq7uT1kXc9LmB4sRwP2dYh6NfVe8JgAo_3iKxU5tQnHr0vSyGbMdCw";
    static final String CONFERENCE_SID = "2d9b6e04-71c3-4f58-8a6d-b3e0c5f19247";
    static final String RECORDING_SID = "c41e8f70-9d25-4b63-a8f1-0e7d3b5c6a92";

    static <T> Builder<T> of(Operation<?> operation, Function<TexmlClient, ? extends Publisher<? extends T>> call) {
        return new Builder<>(operation, call);
    }

    @Override
    public String toString() {
        return operation.id();
    }

    static final class Builder<T> {

        private final Operation<?> operation;
        private final Function<TexmlClient, ? extends Publisher<? extends T>> call;
        private String requestLine;
        private String mediaType;
        private String body;

        private Builder(Operation<?> operation, Function<TexmlClient, ? extends Publisher<? extends T>> call) {
            this.operation = operation;
            this.call = call;
        }

        Builder<T> sends(String requestLine) {
            this.requestLine = requestLine;
            return this;
        }

        Builder<T> form(String body) {
            this.mediaType = "application/x-www-form-urlencoded";
            this.body = body;
            return this;
        }

        Builder<T> json(String body) {
            this.mediaType = "application/json";
            this.body = body;
            return this;
        }

        OperationCase<T> gets(int status, String answer, Consumer<T> check) {
            Objects.requireNonNull(requestLine, "requestLine");
            return new OperationCase<>(operation, call, requestLine, mediaType, body, status, answer, check);
        }

        OperationCase<T> gets204() {
            return gets(204, null, null);
        }
    }
}
