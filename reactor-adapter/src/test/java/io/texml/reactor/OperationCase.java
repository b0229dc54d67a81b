package io.texml.reactor;

import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import io.texml.testing.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import tools.jackson.databind.JsonNode;

/**
 * How one operation is called, what that puts on the wire, and what becomes of the documented answer. The tests that walk
 * all operations, and the guide's table, read these cases; media type, status and body of the answer are the contract's.
 *
 * @param text the facade's method as the guide writes it, after {@code client.}
 * @param request a valid request, of the operation's own type where it has parameters
 * @param requestLine method, a space, path and query
 * @param body what is sent; null for nothing
 * @param check looks at what the publisher gave first; null when it is to give nothing
 * @param shortcuts other methods that send the same operation
 */
record OperationCase<T>(
        Operation<?> operation,
        String text,
        TexmlRequest<?> request,
        BiFunction<TexmlClient, TexmlRequest<?>, Publisher<? extends T>> call,
        String requestLine,
        String body,
        Consumer<T> check,
        List<Shortcut> shortcuts) {

    static final String ACCOUNT = "/v2/texml/Accounts/" + StrictApi.ACCOUNT;
    static final String CALL_SID = "v3:Zq7uT1kXc9LmB4sRwP2dYh6NfVe8JgAo_3iKxU5tQnHr0vSyGbMdCw";
    static final String CONFERENCE_SID = "2d9b6e04-71c3-4f58-8a6d-b3e0c5f19247";
    static final String RECORDING_SID = "c41e8f70-9d25-4b63-a8f1-0e7d3b5c6a92";

    /**
     * A method for what people do most; it goes where its operation goes, without a query.
     *
     * @param body what is sent; null for nothing
     */
    record Shortcut(String text, Function<TexmlClient, ? extends Publisher<?>> call, String body) {}

    static List<OperationCase<?>> all() {
        List<OperationCase<?>> all = new ArrayList<>(CallCases.all());
        all.addAll(ConferenceCases.all());
        all.addAll(AccountCases.all());
        return all;
    }

    /** Those of operations that have parameters. */
    static List<TexmlRequest<?>> typedRequests() {
        return all().stream()
                .<TexmlRequest<?>>map(OperationCase::request)
                .filter(request -> request.getClass() != TexmlRequest.class)
                .toList();
    }

    static <T> Builder<T> of(Operation<T> operation, String text, Function<TexmlClient, Publisher<? extends T>> call) {
        return new Builder<>(operation, text, TexmlRequest.of(operation), (client, request) -> call.apply(client));
    }

    @SuppressWarnings("unchecked") // the call is given requests of this one's type only
    static <T, Q extends TexmlRequest<T>> Builder<T> of(
            Operation<T> operation, String text, Q request, BiFunction<TexmlClient, Q, Publisher<? extends T>> call) {
        return new Builder<>(operation, text, request, (client, given) -> call.apply(client, (Q) given));
    }

    static <T> Builder<T> ofList(
            Operation<Page<T>> operation, String text, Function<TexmlClient, Publisher<? extends T>> call) {
        return new Builder<>(operation, text, TexmlRequest.of(operation), (client, request) -> call.apply(client));
    }

    @SuppressWarnings("unchecked") // as above
    static <T, Q extends TexmlRequest<Page<T>>> Builder<T> ofList(
            Operation<Page<T>> operation,
            String text,
            Q request,
            BiFunction<TexmlClient, Q, Publisher<? extends T>> call) {
        return new Builder<>(operation, text, request, (client, given) -> call.apply(client, (Q) given));
    }

    JsonNode documented() {
        return Contract.operation(operation.id());
    }

    /** Of what is sent; null when it has no body. */
    String mediaType() {
        return documented().get("mediaType").asString(null);
    }

    int status() {
        return documented().get("successStatus").asInt();
    }

    /** The documented answer, as the last page of a list; null when there is none. */
    String answer() {
        JsonNode schema = documented().get("response");
        return schema.isNull() ? null : Samples.lastPage(schema.asString());
    }

    /** The request line without its query. */
    String path() {
        return requestLine.replaceAll("\\?.*", "");
    }

    @Override
    public String toString() {
        return operation.id();
    }

    static final class Builder<T> {

        private final Operation<?> operation;
        private final String text;
        private final TexmlRequest<?> request;
        private final BiFunction<TexmlClient, TexmlRequest<?>, Publisher<? extends T>> call;
        private final List<Shortcut> shortcuts = new ArrayList<>();
        private String requestLine;
        private String body;

        private Builder(
                Operation<?> operation,
                String text,
                TexmlRequest<?> request,
                BiFunction<TexmlClient, TexmlRequest<?>, Publisher<? extends T>> call) {
            this.operation = operation;
            this.text = text;
            this.request = request;
            this.call = call;
        }

        Builder<T> sends(String requestLine) {
            this.requestLine = requestLine;
            return this;
        }

        Builder<T> sends(String requestLine, String body) {
            this.body = body;
            return sends(requestLine);
        }

        Builder<T> shortcut(String text, Function<TexmlClient, ? extends Publisher<?>> call) {
            return shortcut(text, call, null);
        }

        Builder<T> shortcut(String text, Function<TexmlClient, ? extends Publisher<?>> call, String body) {
            shortcuts.add(new Shortcut(text, call, body));
            return this;
        }

        OperationCase<T> gets(Consumer<T> check) {
            Objects.requireNonNull(requestLine, "requestLine");
            return new OperationCase<>(operation, text, request, call, requestLine, body, check, shortcuts);
        }

        OperationCase<T> getsNothing() {
            return gets(null);
        }
    }
}
