package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields that callbacks about calls have in common. */
public final class CallFields {

    private CallFields() {}

    /** Account, call and application. */
    public static Map<String, String> identity(Call call) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("AccountSid", call.account().sid());
        fields.put("CallSid", call.sid());
        fields.put("CallSidLegacy", call.sid());
        fields.put("ConnectionId", call.applicationSid());
        return fields;
    }

    /** Identity and the two numbers. */
    public static Map<String, String> parties(Call call) {
        Map<String, String> fields = identity(call);
        fields.put("From", call.facts().from());
        fields.put("To", call.facts().to());
        return fields;
    }
}
