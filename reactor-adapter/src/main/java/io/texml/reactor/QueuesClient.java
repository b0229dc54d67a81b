package io.texml.reactor;

import io.texml.operation.TexmlRequest;
import io.texml.queues.CreateQueue;
import io.texml.queues.ListQueues;
import io.texml.queues.Queue;
import io.texml.queues.QueueOperations;
import io.texml.queues.UpdateQueue;
import reactor.core.publisher.Mono;

/** The queues of an account. A queue's sid may be its name. */
public final class QueuesClient {

    private final TexmlClient client;

    QueuesClient(TexmlClient client) {
        this.client = client;
    }

    /** Creates a queue. Not repeated after an ambiguous failure. */
    public Mono<Queue> create(CreateQueue request) {
        return client.execute(request);
    }

    /** Fetches a queue. */
    public Mono<Queue> get(String queueSid) {
        return client.execute(at(queueSid, TexmlRequest.of(QueueOperations.GET)));
    }

    /** Changes a queue. Safe to repeat. */
    public Mono<Queue> update(String queueSid, UpdateQueue request) {
        return client.execute(at(queueSid, request));
    }

    /** Deletes a queue, which has to be empty. Safe to repeat; a second deletion may find none. */
    public Mono<Void> delete(String queueSid) {
        return client.execute(at(queueSid, TexmlRequest.of(QueueOperations.DELETE)));
    }

    /** All queues, in the server's order. */
    public PagedFlux<Queue> list() {
        return list(ListQueues.builder().build());
    }

    /** The queues that a query selects, in the server's order. */
    public PagedFlux<Queue> list(ListQueues query) {
        return client.list(query);
    }

    private static <R> TexmlRequest<R> at(String queueSid, TexmlRequest<R> request) {
        return request.withPathValue("queue_sid", queueSid);
    }
}
