package io.texml.reactor;

import io.texml.calls.CallStream;
import io.texml.calls.CallStreamUpdated;
import io.texml.calls.StartStream;
import io.texml.calls.StreamStatus;
import io.texml.calls.UpdateStream;
import io.texml.operation.TexmlRequest;
import reactor.core.publisher.Mono;

/** The media streams of one call: its sound over a WebSocket. */
public final class CallStreamsClient {

    private final TexmlClient client;
    private final String callSid;

    CallStreamsClient(TexmlClient client, String callSid) {
        this.client = client;
        this.callSid = callSid;
    }

    /** Starts a stream. Not repeated after an ambiguous failure. */
    public Mono<CallStream> start(StartStream request) {
        return client.execute(ofCall(request));
    }

    /** Sets the state of a stream. Safe to repeat. */
    public Mono<CallStreamUpdated> update(String streamSid, UpdateStream request) {
        return client.execute(ofCall(request).withPathValue("streaming_sid", streamSid));
    }

    /** Ends a stream. Safe to repeat. */
    public Mono<CallStreamUpdated> stop(String streamSid) {
        return update(
                streamSid, UpdateStream.builder().status(StreamStatus.STOPPED).build());
    }

    private <R> TexmlRequest<R> ofCall(TexmlRequest<R> request) {
        return request.withPathValue("call_sid", callSid);
    }
}
