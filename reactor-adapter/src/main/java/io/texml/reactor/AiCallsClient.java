package io.texml.reactor;

import io.texml.aicalls.AiCallCreated;
import io.texml.aicalls.CreateAiCall;
import reactor.core.publisher.Mono;

/** Calls that an AI assistant leads. */
public final class AiCallsClient {

    private final TexmlClient client;

    AiCallsClient(TexmlClient client) {
        this.client = client;
    }

    /**
     * Dials and connects an AI assistant. Keeps to the dial pace, and is never repeated after an ambiguous failure: it
     * fails with {@code outcomeUnknown()} instead, so that no phone rings twice.
     *
     * @param connectionId the id of the TeXML application that places the call
     */
    public Mono<AiCallCreated> create(String connectionId, CreateAiCall request) {
        return client.execute(request.withPathValue("connection_id", connectionId));
    }
}
