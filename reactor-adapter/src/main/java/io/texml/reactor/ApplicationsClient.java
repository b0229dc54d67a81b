package io.texml.reactor;

import io.texml.applications.ApplicationOperations;
import io.texml.applications.CreateApplication;
import io.texml.applications.ListApplications;
import io.texml.applications.TexmlApplication;
import io.texml.applications.UpdateApplication;
import io.texml.operation.TexmlRequest;
import reactor.core.publisher.Mono;

/** TeXML applications: what numbers and calls are connected to. They belong to the key, not to an account sid. */
public final class ApplicationsClient {

    private final TexmlClient client;

    ApplicationsClient(TexmlClient client) {
        this.client = client;
    }

    /** Creates an application. Not repeated after an ambiguous failure. */
    public Mono<TexmlApplication> create(CreateApplication request) {
        return client.execute(request);
    }

    /** Fetches an application. */
    public Mono<TexmlApplication> get(String applicationId) {
        return client.execute(at(applicationId, TexmlRequest.of(ApplicationOperations.GET)));
    }

    /** Changes an application; the API asks for its name and voice URL every time. Safe to repeat. */
    public Mono<TexmlApplication> update(String applicationId, UpdateApplication request) {
        return client.execute(at(applicationId, request));
    }

    /** Deletes an application and answers with what it was. Safe to repeat; a second deletion may find none. */
    public Mono<TexmlApplication> delete(String applicationId) {
        return client.execute(at(applicationId, TexmlRequest.of(ApplicationOperations.DELETE)));
    }

    /** All applications, the latest first. */
    public PagedFlux<TexmlApplication> list() {
        return list(ListApplications.builder().build());
    }

    /** The applications that a query selects, in the order it asks for. */
    public PagedFlux<TexmlApplication> list(ListApplications query) {
        return client.list(query);
    }

    private static <R> TexmlRequest<R> at(String applicationId, TexmlRequest<R> request) {
        return request.withPathValue("id", applicationId);
    }
}
