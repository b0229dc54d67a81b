package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallFacts;
import io.texml.simulator.internal.wire.Dates;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields that callbacks about calls have in common. */
public final class CallFields {

    private CallFields() {}

    /** Account and call. */
    public static Map<String, String> sids(Call call) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("AccountSid", call.account().sid());
        fields.put("CallSid", call.sid());
        fields.put("CallSidLegacy", call.sid());
        return fields;
    }

    /** Account, call and the two numbers. */
    public static Map<String, String> numbers(Call call) {
        Map<String, String> fields = sids(call);
        fields.put("From", call.facts().from());
        fields.put("To", call.facts().to());
        return fields;
    }

    /** Account, call and application. */
    public static Map<String, String> identity(Call call) {
        Map<String, String> fields = sids(call);
        fields.put("ConnectionId", call.applicationSid());
        return fields;
    }

    /** Account, call, application and the two numbers. */
    public static Map<String, String> parties(Call call) {
        Map<String, String> fields = identity(call);
        fields.put("From", call.facts().from());
        fields.put("To", call.facts().to());
        return fields;
    }

    /** What is told of the progress of a call. */
    public static Map<String, String> progress(Call call, String status, Instant now) {
        CallFacts facts = call.facts();
        Map<String, String> fields = parties(call);
        fields.put("CallInitiatedAt", Dates.isoMillis(facts.created()));
        fields.put("CallStatus", status);
        fields.put("CallbackSource", "call-progress-events");
        String callerName = facts.callerName();
        if (callerName != null) {
            fields.put("CallerId", callerName);
        }
        Call parent = call.parent();
        if (parent != null) {
            fields.put("ParentCallSid", parent.sid());
            fields.put("ParentCallSidLegacy", parent.sid());
        }
        fields.put("SequenceNumber", Long.toString(call.nextCallbackNumber()));
        fields.put("Timestamp", Dates.isoMillis(now));
        return fields;
    }

    /** What a request for a document carries, whoever asks for which. */
    public static Map<String, String> instructions(Call call) {
        Map<String, String> fields = parties(call);
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
