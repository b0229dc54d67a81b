package io.texml.reactor;

import io.texml.conferences.Conference;
import io.texml.conferences.ConferenceOperations;
import io.texml.conferences.ConferenceStatus;
import io.texml.conferences.ListConferences;
import io.texml.conferences.UpdateConference;
import io.texml.operation.TexmlRequest;
import java.net.URI;
import reactor.core.publisher.Mono;

/** The conferences of an account. */
public final class ConferencesClient {

    private final TexmlClient client;

    ConferencesClient(TexmlClient client) {
        this.client = client;
    }

    /** Fetches a conference. */
    public Mono<Conference> get(String conferenceSid) {
        return client.execute(at(conferenceSid, TexmlRequest.of(ConferenceOperations.GET)));
    }

    /** Changes a conference that is under way. An announcement is not repeated after an ambiguous failure. */
    public Mono<Conference> update(String conferenceSid, UpdateConference request) {
        return client.execute(at(conferenceSid, request));
    }

    /** Ends a conference: everybody is disconnected. Safe to repeat. */
    public Mono<Conference> end(String conferenceSid) {
        return update(
                conferenceSid,
                UpdateConference.builder().status(ConferenceStatus.COMPLETED).build());
    }

    /** Plays what is at an http(s) URL to everybody. Not repeated after an ambiguous failure. */
    public Mono<Conference> announce(String conferenceSid, URI announceUrl) {
        return update(
                conferenceSid,
                UpdateConference.builder().announceUrl(announceUrl).build());
    }

    /** All conferences, in the server's order. */
    public PagedFlux<Conference> list() {
        return list(ListConferences.builder().build());
    }

    /** The conferences that a query selects, in the server's order. */
    public PagedFlux<Conference> list(ListConferences query) {
        return client.list(query);
    }

    /** The participants of one conference. */
    public ParticipantsClient participants(String conferenceSid) {
        return new ParticipantsClient(client, conferenceSid);
    }

    /** The recordings of one conference. */
    public ConferenceRecordingsClient recordings(String conferenceSid) {
        return new ConferenceRecordingsClient(client, conferenceSid);
    }

    private static <R> TexmlRequest<R> at(String conferenceSid, TexmlRequest<R> request) {
        return request.withPathValue("conference_sid", conferenceSid);
    }
}
