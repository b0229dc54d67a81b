package io.texml.redis;

import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.VerificationPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the platform tells, without a signature. */
final class Callbacks {

    static final CallbackReader READER = CallbackReader.builder()
            .instructions(VerificationPolicy.NONE)
            .statusCallbacks(VerificationPolicy.NONE)
            .build();

    private Callbacks() {}

    static String form(String call, int sequence) {
        return "CallbackSource=call-progress-events&CallSid=" + call + "&CallStatus=ringing&SequenceNumber=" + sequence
                + "&From=%2B13125550147&To=%2B17735550199&AccountSid=61bf923e-5e4d-4595-a110-56190ea18a1b"
                + "&CallSidLegacy=" + call + "&ConnectionId=1293384261075731499"
                + "&Timestamp=2026-11-27T12%3A00%3A00Z";
    }

    static Callback progress(String call, int sequence) {
        return read(null, form(call, sequence));
    }

    static Callback read(String query, String form) {
        return READER.read("POST", query, name -> List.of(), form.getBytes(StandardCharsets.UTF_8));
    }
}
