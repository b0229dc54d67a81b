package io.texml.reactor;

import io.texml.calls.Call;
import io.texml.calls.CallCreated;
import io.texml.calls.CallOperations;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.calls.UpdateCall;
import io.texml.markup.Texml;
import io.texml.operation.TexmlRequest;
import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The calls of an account. */
public final class CallsClient {

    private final TexmlClient client;

    CallsClient(TexmlClient client) {
        this.client = client;
    }

    /**
     * Dials. Keeps to the dial pace, and is never repeated after an ambiguous failure: it fails with
     * {@code outcomeUnknown()} instead, so that no phone rings twice.
     */
    public Mono<CallCreated> create(CreateCall request) {
        return client.execute(request);
    }

    /**
     * Dials every request of a source; see {@link #createEach(Publisher, Consumer)}. What a cancel cuts off is told to the
     * client's observers only.
     */
    public Flux<CallOutcome> createEach(Publisher<CreateCall> requests) {
        return createEach(requests, outcome -> {});
    }

    /**
     * Dials every request of a source. Each gets its outcome, in the order in which they end; a failure ends one request
     * and not the stream. The next request is taken from the source only when permit and dial pace allow it, and never
     * more are under way than the subscriber has asked for. So a source of any size runs in constant memory, and
     * {@code limitRate} or a {@code flatMap} with a concurrency behind it bounds the requests under way.
     *
     * <p>That bounds requests, not phones: a dial is answered when the API has taken it, and its call lives on, so behind
     * {@code limitRate(20)} any number of calls can be live. How many are depends on how fast dials go out
     * ({@link TexmlClientBuilder#dialPace}) and on how long calls last.
     *
     * <p>The stream fails when the source fails or the client is closed, after the outcomes of what was under way.
     *
     * @param onCancelled hears, when the subscriber cancels, of each request that was taken from the source and whose
     *     outcome the subscriber did not get; those that were sent are {@link CallOutcome#outcomeUnknown()}. It must not
     *     block
     */
    public Flux<CallOutcome> createEach(Publisher<CreateCall> requests, Consumer<CallOutcome> onCancelled) {
        return client.dialEach(
                Objects.requireNonNull(requests, "requests"), Objects.requireNonNull(onCancelled, "onCancelled"));
    }

    /** Fetches a call. Eventually consistent: a call that was just made may not be found for a moment. */
    public Mono<Call> get(String callSid) {
        return client.execute(at(callSid, TexmlRequest.of(CallOperations.GET)));
    }

    /** Changes a call that is under way. New instructions are not repeated after an ambiguous failure. */
    public Mono<Call> update(String callSid, UpdateCall request) {
        return client.execute(at(callSid, request));
    }

    /** Ends a call. Safe to repeat. */
    public Mono<Call> hangUp(String callSid) {
        return update(callSid, UpdateCall.builder().status(CallStatus.COMPLETED).build());
    }

    /** Hands a call the TeXML at an http(s) URL. Not repeated after an ambiguous failure. */
    public Mono<Call> redirect(String callSid, URI url) {
        return update(callSid, UpdateCall.builder().url(url).build());
    }

    /** Hands a call this TeXML. Not repeated after an ambiguous failure. */
    public Mono<Call> redirectToTexml(String callSid, String texml) {
        return update(callSid, UpdateCall.builder().texml(texml).build());
    }

    /** As {@link #redirectToTexml(String, String)}, of a document. */
    public Mono<Call> redirectToTexml(String callSid, Texml document) {
        return update(callSid, UpdateCall.builder().texml(document).build());
    }

    /** All calls, in the server's order. Eventually consistent. */
    public PagedFlux<Call> list() {
        return list(ListCalls.builder().build());
    }

    /** The calls that a query selects, in the server's order. Eventually consistent. */
    public PagedFlux<Call> list(ListCalls query) {
        return client.list(query);
    }

    /** The recordings of one call. */
    public CallRecordingsClient recordings(String callSid) {
        return new CallRecordingsClient(client, callSid);
    }

    /** The SIPREC sessions of one call. */
    public CallSiprecClient siprec(String callSid) {
        return new CallSiprecClient(client, callSid);
    }

    /** The media streams of one call. */
    public CallStreamsClient streams(String callSid) {
        return new CallStreamsClient(client, callSid);
    }

    private static <R> TexmlRequest<R> at(String callSid, TexmlRequest<R> request) {
        return request.withPathValue("call_sid", callSid);
    }
}
