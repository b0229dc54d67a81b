package io.texml.reactor;

import io.texml.conferences.ConferenceOperations;
import io.texml.conferences.ConferenceRecording;
import io.texml.operation.TexmlRequest;
import io.texml.recordings.Recording;

/** The recordings of one conference. The API has two lists of them, which differ in what an item holds. */
public final class ConferenceRecordingsClient {

    private final TexmlClient client;
    private final String conferenceSid;

    ConferenceRecordingsClient(TexmlClient client, String conferenceSid) {
        this.client = client;
        this.conferenceSid = conferenceSid;
    }

    /** The recordings as the conference knows them ({@code /Recordings}): with a status of their own and a media URL. */
    public PagedFlux<ConferenceRecording> list() {
        return client.list(ofConference(TexmlRequest.of(ConferenceOperations.RECORDINGS_LIST)));
    }

    /** The recordings in the form that the account's and a call's lists have ({@code /Recordings.json}). */
    public PagedFlux<Recording> listAsRecordings() {
        return client.list(ofConference(TexmlRequest.of(ConferenceOperations.RECORDINGS_LIST_JSON)));
    }

    private <R> TexmlRequest<R> ofConference(TexmlRequest<R> request) {
        return request.withPathValue("conference_sid", conferenceSid);
    }
}
