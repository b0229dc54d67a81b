package io.texml.reactor;

import io.texml.calls.CallOperations;
import io.texml.calls.CallRecording;
import io.texml.calls.CallRecordingState;
import io.texml.calls.StartCallRecording;
import io.texml.calls.UpdateCallRecording;
import io.texml.operation.TexmlRequest;
import io.texml.recordings.Recording;
import reactor.core.publisher.Mono;

/** The recordings of one call. */
public final class CallRecordingsClient {

    private final TexmlClient client;
    private final String callSid;

    CallRecordingsClient(TexmlClient client, String callSid) {
        this.client = client;
        this.callSid = callSid;
    }

    /** The recordings of the call, in the server's order. */
    public PagedFlux<Recording> list() {
        return client.list(ofCall(TexmlRequest.of(CallOperations.RECORDINGS_LIST)));
    }

    /** Starts a recording with the API's defaults. Not repeated after an ambiguous failure. */
    public Mono<CallRecording> start() {
        return start(StartCallRecording.builder().build());
    }

    /** Starts a recording. Not repeated after an ambiguous failure. */
    public Mono<CallRecording> start(StartCallRecording request) {
        return client.execute(ofCall(request));
    }

    /** Sets the state of a recording. Safe to repeat. */
    public Mono<CallRecording> update(String recordingSid, UpdateCallRecording request) {
        return client.execute(ofCall(request).withPathValue("recording_sid", recordingSid));
    }

    /** Pauses a recording. Safe to repeat. */
    public Mono<CallRecording> pause(String recordingSid) {
        return set(recordingSid, CallRecordingState.PAUSED);
    }

    /** Goes on with a paused recording. Safe to repeat. */
    public Mono<CallRecording> resume(String recordingSid) {
        return set(recordingSid, CallRecordingState.IN_PROGRESS);
    }

    /** Ends a recording. Safe to repeat. */
    public Mono<CallRecording> stop(String recordingSid) {
        return set(recordingSid, CallRecordingState.STOPPED);
    }

    private Mono<CallRecording> set(String recordingSid, CallRecordingState state) {
        return update(recordingSid, UpdateCallRecording.builder().status(state).build());
    }

    private <R> TexmlRequest<R> ofCall(TexmlRequest<R> request) {
        return request.withPathValue("call_sid", callSid);
    }
}
