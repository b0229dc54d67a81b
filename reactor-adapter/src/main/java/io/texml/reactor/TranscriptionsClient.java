package io.texml.reactor;

import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import io.texml.transcriptions.ListTranscriptions;
import io.texml.transcriptions.Transcription;
import io.texml.transcriptions.TranscriptionOperations;
import reactor.core.publisher.Flux;
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
    public Flux<Transcription> list() {
        return list(ListTranscriptions.builder().build());
    }

    /** The transcriptions that a query selects, in the server's order. */
    public Flux<Transcription> list(ListTranscriptions query) {
        return client.items(query);
    }

    /** The same, page by page. */
    public Flux<Page<Transcription>> listPages(ListTranscriptions query) {
        return client.pages(query);
    }

    /** The same, from a saved {@link Page#nextPage()} on. */
    public Flux<Page<Transcription>> listPages(ListTranscriptions query, String nextPage) {
        return client.pages(query, nextPage);
    }

    private static <R> TexmlRequest<R> at(String transcriptionSid, TexmlRequest<R> request) {
        return request.withPathValue("recording_transcription_sid", transcriptionSid);
    }
}
