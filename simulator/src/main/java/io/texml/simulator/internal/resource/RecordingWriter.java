package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.state.RecordingFacts;
import io.texml.simulator.internal.wire.Dates;
import io.texml.simulator.internal.wire.Json;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** Writes a recording in the forms that the API documents. */
final class RecordingWriter {

    private final MediaLinks media;

    RecordingWriter(MediaLinks media) {
        this.media = media;
    }

    void write(JsonGenerator out, String accountSid, RecordingFacts recording, Instant now) {
        Long seconds = recording.seconds();
        out.writeStartObject();
        out.writeStringProperty("account_sid", accountSid);
        out.writeStringProperty("call_sid", recording.callSid());
        out.writeNumberProperty("channels", recording.channels());
        Json.writeNullable(out, "conference_sid", recording.conferenceSid());
        out.writeStringProperty("date_created", Dates.rfc2822(recording.started()));
        out.writeStringProperty("date_updated", Dates.rfc2822(recording.updated()));
        Json.writeNullable(out, "duration", seconds == null ? null : Long.toString(seconds));
        out.writeNullProperty("error_code");
        Json.writeOptional(out, "media_url", seconds == null ? null : media.link(accountSid, recording.sid(), now));
        out.writeStringProperty("sid", recording.sid());
        out.writeStringProperty("source", recording.source());
        out.writeStringProperty("start_time", Dates.rfc2822(recording.started()));
        out.writeStringProperty("status", recording.status());
        out.writeName("subresources_uris");
        out.writeStartObject();
        out.writeNullProperty("transcriptions");
        out.writeEndObject();
        out.writeStringProperty("uri", Paths.account(accountSid) + "/Recordings/" + recording.sid() + ".json");
        out.writeEndObject();
    }

    /** The form that starting and changing a call's recording answers. */
    void writeOfCall(JsonGenerator out, String accountSid, RecordingFacts recording) {
        Long seconds = recording.seconds();
        out.writeStartObject();
        out.writeStringProperty("account_sid", accountSid);
        out.writeStringProperty("call_sid", recording.callSid());
        out.writeNumberProperty("channels", recording.channels());
        Json.writeNullable(out, "conference_sid", recording.conferenceSid());
        out.writeStringProperty("date_created", Dates.iso(recording.started()));
        out.writeStringProperty("date_updated", Dates.iso(recording.updated()));
        Json.writeNullable(out, "duration", seconds == null ? null : Long.toString(seconds));
        out.writeNullProperty("error_code");
        out.writeNullProperty("price");
        out.writeNullProperty("price_unit");
        out.writeStringProperty("sid", recording.sid());
        out.writeStringProperty("source", recording.source());
        out.writeStringProperty("start_time", Dates.iso(recording.started()));
        out.writeStringProperty("track", recording.track());
        out.writeStringProperty(
                "uri", Paths.call(accountSid, recording.callSid()) + "/Recordings/" + recording.sid() + ".json");
        out.writeEndObject();
    }

    /** The form of the list of a conference's recordings, which has a number for the length and states of its own. */
    void writeOfConference(JsonGenerator out, String accountSid, RecordingFacts recording, Instant now) {
        boolean completed = recording.status().equals("completed");
        Long seconds = recording.seconds();
        out.writeStartObject();
        out.writeStringProperty("account_sid", accountSid);
        out.writeStringProperty("call_sid", recording.callSid());
        out.writeNumberProperty("channels", recording.channels());
        Json.writeOptional(out, "conference_sid", recording.conferenceSid());
        out.writeStringProperty("date_created", Dates.rfc2822(recording.started()));
        out.writeStringProperty("date_updated", Dates.rfc2822(recording.updated()));
        out.writeNumberProperty("duration", seconds == null ? 0 : seconds);
        out.writeNullProperty("error_code");
        Json.writeOptional(out, "media_url", completed ? media.link(accountSid, recording.sid(), now) : null);
        out.writeStringProperty("sid", recording.sid());
        out.writeStringProperty("source", recording.source());
        out.writeStringProperty("start_time", Dates.rfc2822(recording.started()));
        out.writeStringProperty("status", completed ? "completed" : "processing");
        out.writeName("subresource_uris");
        out.writeStartObject();
        out.writeNullProperty("transcriptions");
        out.writeEndObject();
        out.writeStringProperty("uri", Paths.account(accountSid) + "/Recordings/" + recording.sid() + ".json");
        out.writeEndObject();
    }
}
