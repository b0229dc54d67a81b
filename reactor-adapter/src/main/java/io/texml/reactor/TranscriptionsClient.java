package io.texml.reactor;

import io.texml.operation.TexmlRequest;
import io.texml.transcriptions.ListTranscriptions;
import io.texml.transcriptions.Transcription;
import io.texml.transcriptions.TranscriptionOperations;
import reactor.core.publisher.Mono;

/** The transcriptions of an account's recordings. */
public final class TranscriptionsClient {

    private final TexmlClient client;

    TranscriptionsClient(TexmlClient client) {
        this.client = client;
    }

    /** Fetches a transcription. */
    public Mono<Transcription> get(String transcriptionSid) {
        return client.execute(at(transcriptionSid, TexmlRequest.of(TranscriptionOperations.GET)));
    }

    /** Deletes a transcription. Safe to repeat; a second deletion may find none. */
    public Mono<Void> delete(String transcriptionSid) {
        return client.execute(at(transcriptionSid, TexmlRequest.of(TranscriptionOperations.DELETE)));
    }

    /** All transcriptions, in the server's order. */
    public PagedFlux<Transcription> list() {
        return list(ListTranscriptions.builder().build());
    }

    /** The transcriptions that a query selects, in the server's order. */
    public PagedFlux<Transcription> list(ListTranscriptions query) {
        return client.list(query);
    }

    private static <R> TexmlRequest<R> at(String transcriptionSid, TexmlRequest<R> request) {
        return request.withPathValue("recording_transcription_sid", transcriptionSid);
    }
}
