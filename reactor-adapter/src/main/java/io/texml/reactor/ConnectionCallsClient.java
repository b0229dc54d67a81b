package io.texml.reactor;

import io.texml.calls.ConnectionCallCreated;
import io.texml.calls.CreateConnectionCall;
import reactor.core.publisher.Mono;

/** Calls that are made by a TeXML application instead of an account. */
public final class ConnectionCallsClient {

    private final TexmlClient client;

    ConnectionCallsClient(TexmlClient client) {
        this.client = client;
    }

    /**
     * Dials. Keeps to the dial pace, and is never repeated after an ambiguous failure: it fails with
     * {@code outcomeUnknown()} instead, so that no phone rings twice. Known from Telnyx's documentation only.
     *
     * @param connectionId the id of the TeXML application that places the call
     */
    public Mono<ConnectionCallCreated> create(String connectionId, CreateConnectionCall request) {
        return client.execute(request.withPathValue("connection_id", connectionId));
    }
}
