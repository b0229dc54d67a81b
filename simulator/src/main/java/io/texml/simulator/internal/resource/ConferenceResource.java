package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.engine.ConferenceEngine;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.Conference;
import io.texml.simulator.internal.state.Recording;
import io.texml.simulator.internal.state.RecordingFacts;
import io.texml.simulator.internal.wire.Dates;
import io.texml.simulator.internal.wire.Json;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Conferences: list, fetch, end, and their recordings. */
public final class ConferenceResource {

    private final ConferenceEngine engine;
    private final Pages pages;
    private final RecordingWriter writer;

    /** The operations on conferences. */
    public ConferenceResource(Platform platform, ConferenceEngine engine, MediaLinks media) {
        this.engine = engine;
        this.pages = new Pages(platform.seed(), platform.settings().lastPageLink());
        this.writer = new RecordingWriter(media);
    }

    /** Adds the handlers of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("conferences.list", this::list);
        handlers.put("conferences.get", request -> answer(find(request)));
        handlers.put("conferences.update", this::update);
        handlers.put("conferences.recordings.list", request -> recordings(request, false));
        handlers.put("conferences.recordings.listJson", request -> recordings(request, true));
    }

    static Conference find(ApiCall request) {
        Conference conference = request.account().conferences().get(request.path("conference_sid"));
        if (conference == null) {
            throw ApiFailure.notFound();
        }
        return conference;
    }

    static ApiFailure ended() {
        return ApiFailure.badRequest("90019", "Conference has already ended", "The conference has ended.");
    }

    private Reply list(ApiCall request) {
        Account account = request.account();
        DateFilter created = DateFilter.of(request.query(), "DateCreated");
        DateFilter updated = DateFilter.of(request.query(), "DateUpdated");
        String name = request.query().text("FriendlyName");
        String status = request.query().text("Status");
        Listing<Conference, Conference> list = Listing.of(
                account.conferences(),
                conference -> conference,
                conference -> created.matches(conference.created())
                        && updated.matches(conference.updated())
                        && (name == null || name.equals(conference.name()))
                        && (status == null || status.equals(conference.status().wireName())));
        return pages.answer(
                request, Paths.account(account.sid()) + "/Conferences.json", list, ConferenceResource::write);
    }

    private Reply update(ApiCall request) {
        Conference conference = find(request);
        if (conference.status() == Conference.Status.COMPLETED) {
            throw ended();
        }
        CallbackTarget announcement = CallbackTarget.of(request.body(), "AnnounceUrl", "AnnounceMethod");
        if (announcement != null) {
            engine.announce(conference, announcement);
        }
        if (request.body().has("Status")) {
            engine.end(conference);
        }
        return answer(conference);
    }

    private Reply recordings(ApiCall request, boolean json) {
        Conference conference = find(request);
        Account account = request.account();
        Listing<Recording, RecordingFacts> list =
                Listing.of(account.recordings(), recording -> recording, recording -> conference
                        .sid()
                        .equals(recording.conferenceSid()));
        String path = Paths.conference(account.sid(), conference.sid()) + "/Recordings.json";
        return json
                ? pages.answer(
                        request,
                        path,
                        list,
                        (out, recording) -> writer.write(out, account.sid(), recording, request.now()))
                : pages.answer(
                        request,
                        path,
                        Pages.Spelling.LOWER_CASE,
                        list,
                        (out, recording) -> writer.writeOfConference(out, account.sid(), recording, request.now()));
    }

    private static Reply answer(Conference conference) {
        return Reply.json(200, Json.write(out -> write(out, conference)));
    }

    private static void write(JsonGenerator out, Conference conference) {
        String path = Paths.conference(conference.account().sid(), conference.sid());
        out.writeStartObject();
        out.writeStringProperty("account_sid", conference.account().sid());
        out.writeStringProperty("api_version", "v2/texml");
        Json.writeOptional(out, "call_sid_ending_conference", conference.callThatEnded());
        out.writeStringProperty("date_created", Dates.rfc2822(conference.created()));
        out.writeStringProperty("date_updated", Dates.rfc2822(conference.updated()));
        out.writeStringProperty("friendly_name", conference.name());
        Json.writeNullable(out, "reason_conference_ended", conference.reasonEnded());
        out.writeStringProperty("region", "dc1");
        out.writeStringProperty("sid", conference.sid());
        out.writeStringProperty("status", conference.status().wireName());
        out.writeName("subresource_uris");
        out.writeStartObject();
        out.writeStringProperty("participants", path + "/Participants.json");
        out.writeStringProperty("recordings", path + "/Recordings.json");
        out.writeEndObject();
        out.writeStringProperty("uri", path + ".json");
        out.writeEndObject();
    }
}
