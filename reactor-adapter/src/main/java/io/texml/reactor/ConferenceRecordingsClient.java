package io.texml.reactor;

import io.texml.conferences.ConferenceOperations;
import io.texml.conferences.ConferenceRecording;
import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import io.texml.recordings.Recording;
import reactor.core.publisher.Flux;

/** The recordings of one conference. The API has two lists of them, which differ in what an item holds. */
public final class ConferenceRecordingsClient {

    private final TexmlClient client;
    private final String conferenceSid;

    ConferenceRecordingsClient(TexmlClient client, String conferenceSid) {
        this.client = client;
        this.conferenceSid = conferenceSid;
    }

    /** The recordings as the conference knows them ({@code /Recordings}): with a status of their own and a media URL. */
    public Flux<ConferenceRecording> list() {
        return client.items(ofConference(TexmlRequest.of(ConferenceOperations.RECORDINGS_LIST)));
    }

    /** The same, page by page. */
    public Flux<Page<ConferenceRecording>> listPages() {
        return client.pages(ofConference(TexmlRequest.of(ConferenceOperations.RECORDINGS_LIST)));
    }

    /** The same, from a saved {@link Page#nextPage()} on. */
    public Flux<Page<ConferenceRecording>> listPages(String nextPage) {
        return client.pages(ofConference(TexmlRequest.of(ConferenceOperations.RECORDINGS_LIST)), nextPage);
    }

    /** The recordings in the form that the account's and a call's lists have ({@code /Recordings.json}). */
    public Flux<Recording> listAsRecordings() {
        return client.items(ofConference(TexmlRequest.of(ConferenceOperations.RECORDINGS_LIST_JSON)));
    }

    /** The same, page by page. */
    public Flux<Page<Recording>> listAsRecordingsPages() {
        return client.pages(ofConference(TexmlRequest.of(ConferenceOperations.RECORDINGS_LIST_JSON)));
    }

    /** The same, from a saved {@link Page#nextPage()} on. */
    public Flux<Page<Recording>> listAsRecordingsPages(String nextPage) {
        return client.pages(ofConference(TexmlRequest.of(ConferenceOperations.RECORDINGS_LIST_JSON)), nextPage);
    }

    private <R> TexmlRequest<R> ofConference(TexmlRequest<R> request) {
        return request.withPathValue("conference_sid", conferenceSid);
    }
}
