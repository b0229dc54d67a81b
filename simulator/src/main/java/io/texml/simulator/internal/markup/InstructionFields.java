package io.texml.simulator.internal.markup;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.state.Call;
import java.util.Map;

/** What a request for instructions tells. */
public final class InstructionFields {

    /** Its kind in the journal. */
    public static final String KIND = "instruction-fetch";

    private InstructionFields() {}

    /** The fields. */
    public static Map<String, String> of(Call call) {
        Map<String, String> fields = CallFields.parties(call);
        String callerName = call.facts().callerName();
        fields.put("CallerId", callerName == null ? call.facts().from() : callerName);
        fields.put("CallingPartyType", call.facts().to().startsWith("sip") ? "sip" : "pstn");
        fields.put("FromSipUri", sipUri(call.facts().from()));
        fields.put("ToSipUri", sipUri(call.facts().to()));
        fields.put("CallStatus", call.status().wireName());
        return fields;
    }

    private static String sipUri(String party) {
        return party.startsWith("sip") ? party : "sip:" + party + "@127.0.0.1";
    }
}
