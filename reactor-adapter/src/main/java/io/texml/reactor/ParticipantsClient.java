package io.texml.reactor;

import io.texml.conferences.ConferenceOperations;
import io.texml.conferences.CreateParticipant;
import io.texml.conferences.Participant;
import io.texml.conferences.ParticipantCreated;
import io.texml.conferences.UpdateParticipant;
import io.texml.operation.TexmlRequest;
import java.net.URI;
import reactor.core.publisher.Mono;

/** The participants of one conference. A participant is named by the sid of its call or by its label. */
public final class ParticipantsClient {

    private final TexmlClient client;
    private final String conferenceSid;

    ParticipantsClient(TexmlClient client, String conferenceSid) {
        this.client = client;
        this.conferenceSid = conferenceSid;
    }

    /** The participants, in the server's order. */
    public PagedFlux<Participant> list() {
        return client.list(ofConference(TexmlRequest.of(ConferenceOperations.PARTICIPANTS_LIST)));
    }

    /**
     * Dials somebody into the conference. Keeps to the dial pace, and is never repeated after an ambiguous failure: it
     * fails with {@code outcomeUnknown()} instead, so that no phone rings twice.
     */
    public Mono<ParticipantCreated> create(CreateParticipant request) {
        return client.execute(ofConference(request));
    }

    /** Fetches a participant. */
    public Mono<Participant> get(String callSidOrLabel) {
        return client.execute(at(callSidOrLabel, TexmlRequest.of(ConferenceOperations.PARTICIPANTS_GET)));
    }

    /** Changes a participant. What plays something is not repeated after an ambiguous failure. */
    public Mono<Participant> update(String callSidOrLabel, UpdateParticipant request) {
        return client.execute(at(callSidOrLabel, request));
    }

    /** The others no longer hear the participant. Safe to repeat. */
    public Mono<Participant> mute(String callSidOrLabel) {
        return update(callSidOrLabel, UpdateParticipant.builder().muted(true).build());
    }

    /** The others hear the participant again. Safe to repeat. */
    public Mono<Participant> unmute(String callSidOrLabel) {
        return update(callSidOrLabel, UpdateParticipant.builder().muted(false).build());
    }

    /** Puts the participant on hold with the usual music. Safe to repeat. */
    public Mono<Participant> hold(String callSidOrLabel) {
        return update(callSidOrLabel, UpdateParticipant.builder().hold(true).build());
    }

    /** Puts the participant on hold with what is at an http(s) URL. Not repeated after an ambiguous failure. */
    public Mono<Participant> hold(String callSidOrLabel, URI holdUrl) {
        return update(
                callSidOrLabel,
                UpdateParticipant.builder().hold(true).holdUrl(holdUrl).build());
    }

    /** Brings the participant back from hold. Safe to repeat. */
    public Mono<Participant> unhold(String callSidOrLabel) {
        return update(callSidOrLabel, UpdateParticipant.builder().hold(false).build());
    }

    /** Removes the participant from the conference. Safe to repeat; a second removal may find nobody. */
    public Mono<Void> delete(String callSidOrLabel) {
        return client.execute(at(callSidOrLabel, TexmlRequest.of(ConferenceOperations.PARTICIPANTS_DELETE)));
    }

    private <R> TexmlRequest<R> at(String callSidOrLabel, TexmlRequest<R> request) {
        return ofConference(request).withPathValue("call_sid_or_participant_label", callSidOrLabel);
    }

    private <R> TexmlRequest<R> ofConference(TexmlRequest<R> request) {
        return request.withPathValue("conference_sid", conferenceSid);
    }
}
