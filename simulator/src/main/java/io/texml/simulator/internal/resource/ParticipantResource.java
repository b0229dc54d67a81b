package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.ConferenceEngine;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.Conference;
import io.texml.simulator.internal.state.ConferenceSettings;
import io.texml.simulator.internal.state.Participant;
import io.texml.simulator.internal.state.Participant.Status;
import io.texml.simulator.internal.state.Store;
import io.texml.simulator.internal.wire.Json;
import java.time.Instant;
import java.util.Map;

/** Participants of a conference: dial, list, fetch, change, remove. */
public final class ParticipantResource {

    private final CallEngine calls;
    private final ConferenceEngine conferences;
    private final Pages pages;

    /** The operations on participants. */
    public ParticipantResource(Platform platform, CallEngine calls, ConferenceEngine conferences) {
        this.calls = calls;
        this.conferences = conferences;
        this.pages = new Pages(platform.seed(), platform.settings().lastPageLink());
    }

    /** Adds the handlers of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("conferences.participants.list", this::list);
        handlers.put("conferences.participants.create", this::create);
        handlers.put("conferences.participants.get", this::get);
        handlers.put("conferences.participants.update", this::update);
        handlers.put("conferences.participants.delete", this::delete);
    }

    private Reply list(ApiCall request) {
        Conference conference = ConferenceResource.find(request);
        Store<Participant> participants = new Store<>(Integer.MAX_VALUE);
        conference
                .participants()
                .forEach(participant -> participants.add(participant.call().sid(), participant));
        return pages.answer(
                request,
                Paths.conference(request.account().sid(), conference.sid()) + "/Participants.json",
                Pages.Spelling.LOWER_CASE,
                Listing.of(
                        participants,
                        participant -> participant,
                        (Participant participant) -> participant.status() != Status.COMPLETED),
                (out, participant) -> ParticipantWriter.write(out, conference, participant));
    }

    private Reply create(ApiCall request) {
        Account account = request.account();
        Parameters body = request.body();
        requireGiven(body, "To");
        requireGiven(body, "From");
        requireCoachedCall(body);
        String name = request.path("conference_sid");
        Conference existing = conferences.find(account, name);
        if (existing == null || !existing.sid().equals(name)) {
            requireGiven(body, "ApplicationSid");
        }
        if (existing != null && existing.status() == Conference.Status.COMPLETED) {
            throw ConferenceResource.ended();
        }
        if (existing != null && existing.full()) {
            throw ApiFailure.unprocessable(
                    "90032", "Too many participants", "The conference has no room for another participant.", "/");
        }
        Calls.requireRoom(account);
        Calls.requireRoom(account.conferences().full(), "conferences in progress");
        ConferenceSettings settings = ConferenceSettings.of(body);
        Conference conference = existing == null ? conferences.create(account, name, settings) : existing;
        Call call = calls.dial(
                account,
                body.text("ApplicationSid", applicationOf(conference)),
                body.text("From", ""),
                body.text("To", ""),
                body.text("CallerId"),
                body);
        Participant participant = conferences.add(conference, call, settings);
        return Reply.json(200, Json.write(out -> ParticipantWriter.writeCreated(out, conference, participant)));
    }

    private Reply get(ApiCall request) {
        Conference conference = ConferenceResource.find(request);
        return answer(conference, find(conference, request));
    }

    private Reply update(ApiCall request) {
        Conference conference = ConferenceResource.find(request);
        Participant participant = find(conference, request);
        if (conference.status() == Conference.Status.COMPLETED) {
            throw ConferenceResource.ended();
        }
        if (participant.status() == Status.COMPLETED) {
            throw ApiFailure.unprocessable("90018", "Call has already ended", "The participant has left.", "/CallSid");
        }
        Parameters body = request.body();
        requireCoachedCall(body);
        boolean held = body.has("Hold") ? body.flag("Hold") : participant.held();
        if (held && body.has("AnnounceUrl")) {
            throw ApiFailure.badRequest(
                    "90047", "Participant is on hold", "An announcement cannot be played to a participant on hold.");
        }
        Instant now = request.now();
        if (body.has("Muted")) {
            participant.mute(body.flag("Muted"), now);
        }
        if (body.has("Hold")) {
            conferences.hold(participant, held, CallbackTarget.of(body, "HoldUrl", "HoldMethod"));
        }
        if (body.has("Coaching")) {
            participant.coach(body.flag("Coaching"), body.text("CallSidToCoach"), now);
        }
        if (body.has("EndConferenceOnExit")) {
            participant.endsConference(body.flag("EndConferenceOnExit"), now);
        }
        CallbackTarget wait = CallbackTarget.of(body, "WaitUrl");
        if (wait != null) {
            conferences.letWait(conference, participant, wait);
        }
        CallbackTarget announcement = CallbackTarget.of(body, "AnnounceUrl", "AnnounceMethod");
        if (announcement != null) {
            conferences.announce(participant, announcement);
        }
        return answer(conference, participant);
    }

    private Reply delete(ApiCall request) {
        Conference conference = ConferenceResource.find(request);
        Participant participant = find(conference, request);
        if (participant.status() == Status.COMPLETED) {
            throw ApiFailure.notFound();
        }
        calls.hangUp(participant.call());
        return Reply.empty(204);
    }

    private static Participant find(Conference conference, ApiCall request) {
        Participant participant = conference.participant(request.path("call_sid_or_participant_label"));
        if (participant == null) {
            throw ApiFailure.notFound();
        }
        return participant;
    }

    /** A participant who names no application has that of who was there first. */
    private static String applicationOf(Conference conference) {
        return conference.participants().stream()
                .findFirst()
                .map(participant -> participant.call().applicationSid())
                .orElse("");
    }

    private static void requireGiven(Parameters body, String name) {
        String value = body.text(name);
        if (value == null || value.isBlank()) {
            throw ApiFailure.unprocessable(
                    "10004", "Missing required parameter", "The " + name + " parameter has to be given.", "/" + name);
        }
    }

    private static void requireCoachedCall(Parameters body) {
        if (body.flag("Coaching")) {
            requireGiven(body, "CallSidToCoach");
        }
    }

    private static Reply answer(Conference conference, Participant participant) {
        return Reply.json(200, Json.write(out -> ParticipantWriter.write(out, conference, participant)));
    }
}
