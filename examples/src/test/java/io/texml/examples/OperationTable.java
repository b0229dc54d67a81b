package io.texml.examples;

import io.texml.ExchangeObserver;
import io.texml.examples.FacadeCalls.FacadeCall;
import io.texml.operation.Operation;
import io.texml.operation.Pacing;
import io.texml.operation.ResponseType;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.testing.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Flux;

/** The README's table of operations, made from the catalogue and from calling every facade. */
final class OperationTable {

    private OperationTable() {}

    static List<String> lines() {
        Map<String, List<String>> calls = facadeCallsByOperation();
        List<String> lines = new ArrayList<>();
        lines.add("| operation | how it is called, after `client.` | request | answer | repeated |");
        lines.add("|---|---|---|---|---|");
        for (Operation<?> operation : Catalogue.operations()) {
            List<String> facades =
                    Objects.requireNonNull(calls.remove(operation.id()), () -> "no facade calls " + operation.id());
            lines.add("| `" + operation.id() + "` | " + String.join("<br>", facades) + " | `" + operation.method()
                    + " " + operation.pathTemplate() + "` | " + answer(operation.responseType()) + " | "
                    + repeated(operation) + " |");
        }
        if (!calls.isEmpty()) {
            throw new IllegalStateException("not in the catalogue: " + calls);
        }
        return lines;
    }

    private static String answer(ResponseType<?> type) {
        String name = "`" + type.type().getSimpleName() + "`";
        return switch (type.kind()) {
            case EMPTY -> "nothing";
            case OBJECT -> name;
            case LINKED_PAGE, NUMBERED_PAGE -> "list of " + name;
        };
    }

    private static String repeated(Operation<?> operation) {
        String dials = operation.pacing() == Pacing.DIAL ? "; dials" : "";
        return switch (operation.safety()) {
            case SAFE -> "yes";
            case IDEMPOTENT ->
                operation.instructionParameters().isEmpty()
                        ? "yes"
                        : "yes; not with "
                                + String.join(
                                        ", ",
                                        operation.instructionParameters().stream()
                                                .sorted()
                                                .toList());
            case CREATING -> "no" + dials;
        };
    }

    /** What each piece of code asks the server for is heard by an observer. */
    private static Map<String, List<String>> facadeCallsByOperation() {
        Map<String, List<String>> calls = new HashMap<>();
        ConcurrentLinkedQueue<String> attempts = new ConcurrentLinkedQueue<>();
        ExchangeObserver observer = new ExchangeObserver() {
            @Override
            public void onAttempt(String operationId, int attempt) {
                attempts.add(operationId);
            }
        };
        try (TexmlSimulator simulator = TexmlSimulator.start();
                TexmlClient client = TexmlClient.builder()
                        .baseUrl(simulator.baseUrl())
                        .apiKey(simulator.apiKey())
                        .accountSid(simulator.accountSid())
                        .retryPolicy(RetryPolicy.never())
                        .observer(observer)
                        .build()) {
            for (FacadeCall call : FacadeCalls.all()) {
                attempts.clear();
                Flux.from(call.code().apply(client))
                        .onErrorComplete(io.texml.TexmlException.class)
                        .blockLast();
                String operation = Objects.requireNonNull(attempts.peek(), call::text);
                calls.computeIfAbsent(operation, id -> new ArrayList<>()).add("`" + call.text() + "`");
            }
        }
        return calls;
    }
}
