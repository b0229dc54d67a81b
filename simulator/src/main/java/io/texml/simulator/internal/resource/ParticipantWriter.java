package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.state.Conference;
import io.texml.simulator.internal.state.Participant;
import io.texml.simulator.internal.wire.Dates;
import io.texml.simulator.internal.wire.Json;
import tools.jackson.core.JsonGenerator;

/** Writes a participant in the two forms that the API documents. */
final class ParticipantWriter {

    private ParticipantWriter() {}

    static void write(JsonGenerator out, Conference conference, Participant participant) {
        String sid = participant.call().sid();
        out.writeStartObject();
        out.writeStringProperty("account_sid", conference.account().sid());
        out.writeStringProperty("api_version", "v2/texml");
        out.writeStringProperty("call_sid", sid);
        out.writeStringProperty("call_sid_legacy", sid);
        out.writeBooleanProperty("coaching", participant.coaching());
        Json.writeOptional(out, "coaching_call_sid", participant.coachedCall());
        Json.writeOptional(out, "coaching_call_sid_legacy", participant.coachedCall());
        out.writeStringProperty("conference_sid", conference.sid());
        out.writeStringProperty("date_created", Dates.rfc2822(participant.created()));
        out.writeStringProperty("date_updated", Dates.rfc2822(participant.updated()));
        state(out, conference, participant);
        out.writeEndObject();
    }

    static void writeCreated(JsonGenerator out, Conference conference, Participant participant) {
        out.writeStartObject();
        out.writeStringProperty("account_sid", conference.account().sid());
        out.writeStringProperty("call_sid", participant.call().sid());
        out.writeBooleanProperty("coaching", participant.coaching());
        Json.writeOptional(out, "coaching_call_sid", participant.coachedCall());
        out.writeStringProperty("conference_sid", conference.sid());
        state(out, conference, participant);
        out.writeEndObject();
    }

    private static void state(JsonGenerator out, Conference conference, Participant participant) {
        out.writeBooleanProperty("end_conference_on_exit", participant.endsConference());
        out.writeBooleanProperty("hold", participant.held());
        out.writeBooleanProperty("muted", participant.muted());
        out.writeStringProperty("status", participant.status().wireName());
        out.writeStringProperty(
                "uri",
                Paths.conference(conference.account().sid(), conference.sid()) + "/Participants/"
                        + participant.call().sid() + ".json");
    }
}
