package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.state.CallFacts;
import io.texml.simulator.internal.wire.Dates;
import io.texml.simulator.internal.wire.Json;
import tools.jackson.core.JsonGenerator;

/** Writes a call as the API documents it. */
final class CallWriter {

    private CallWriter() {}

    static void write(JsonGenerator out, String accountSid, CallFacts call) {
        String sid = call.sid();
        out.writeStartObject();
        out.writeStringProperty("account_sid", accountSid);
        Json.writeOptional(out, "answered_by", call.answeredBy());
        Json.writeOptional(out, "caller_name", call.callerName());
        out.writeStringProperty("date_created", Dates.rfc2822(call.created()));
        out.writeStringProperty("date_updated", Dates.rfc2822(call.updated()));
        out.writeStringProperty("direction", call.direction());
        out.writeStringProperty("duration", Long.toString(call.seconds()));
        Json.writeOptional(out, "end_time", Dates.rfc2822OrNull(call.ended()));
        out.writeStringProperty("from", call.from());
        out.writeStringProperty("from_formatted", formatted(call.from()));
        String price = call.price();
        Json.writeOptional(out, "price", price);
        Json.writeOptional(out, "price_unit", price == null ? null : "USD");
        out.writeStringProperty("sid", sid);
        Json.writeOptional(out, "start_time", Dates.rfc2822OrNull(call.started()));
        out.writeStringProperty("status", call.status().resourceName());
        out.writeStringProperty("to", call.to());
        out.writeStringProperty("to_formatted", formatted(call.to()));
        out.writeStringProperty("uri", Paths.call(accountSid, sid) + ".json");
        out.writeEndObject();
    }

    /** {@code (312) 555-0147} for a North American number, anything else as it is. */
    static String formatted(String number) {
        if (number.length() != 12 || !number.startsWith("+1")) {
            return number;
        }
        return "(" + number.substring(2, 5) + ") " + number.substring(5, 8) + "-" + number.substring(8);
    }
}
