package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Application;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallFacts;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.wire.Dates;
import io.texml.simulator.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells about the progress of a call: the status callbacks of its request, or else of its application. */
public final class StatusCallbacks implements CallListener {

    private static final Set<String> DEFAULT_EVENTS = Set.of("completed");
    private static final Duration BILLING = Duration.ofSeconds(2);
    private static final Duration ANALYSIS = Duration.ofSeconds(5);

    private final Platform platform;
    private final CallbackSink callbacks;
    private final RecordingEngine recordings;

    /** Callbacks of a platform. */
    public StatusCallbacks(Platform platform, CallbackSink callbacks, RecordingEngine recordings) {
        this.platform = platform;
        this.callbacks = callbacks;
        this.recordings = recordings;
    }

    @Override
    public void dialled(Call call) {
        tell(call, "initiated", "initiated");
    }

    @Override
    public void entered(Call call) {
        switch (call.status()) {
            case RINGING -> tell(call, "ringing", "ringing");
            case IN_PROGRESS -> tell(call, "answered", "in-progress");
            case COMPLETED, BUSY, NO_ANSWER, FAILED, CANCELED -> ended(call);
            case QUEUED -> {
                // Nobody is told before the call is dialled.
            }
        }
    }

    @Override
    public void pressed(Call call, char key) {
        tell(call, "dtmf", "dtmf", Map.of("Digit", String.valueOf(key)));
    }

    private void tell(Call call, String event, String status) {
        tell(call, event, status, Map.of());
    }

    private void tell(Call call, String event, String status, Map<String, String> more) {
        for (CallbackTarget target : targets(call)) {
            boolean wanted = target.events().contains(event) || target.events().contains(status);
            if (wanted) {
                Map<String, String> fields =
                        CallFields.progress(call, status, platform.timeline().now());
                fields.putAll(more);
                callbacks.send("call-" + event, target, call, fields);
            }
        }
    }

    private void ended(Call call) {
        tell(call, "completed", call.status().wireName(), endingFields(call));
        if (call.status() != CallStatus.COMPLETED) {
            return;
        }
        Application application = platform.applications().get(call.applicationSid());
        if (application != null && Boolean.TRUE.equals(application.member("call_cost_in_webhooks"))) {
            platform.timeline().after(BILLING, () -> tellCost(call));
        }
        if (call.parameters().has("AIAssistantId")) {
            platform.timeline().after(ANALYSIS, () -> tell(call, "analyzed", "analyzed"));
        }
    }

    private void tellCost(Call call) {
        for (CallbackTarget target : targets(call)) {
            if (target.events().contains("completed")) {
                Map<String, String> fields = CallFields.sids(call);
                fields.put(
                        "CallCost[" + call.sid() + "]",
                        String.valueOf(call.facts().price()));
                fields.put("CallbackSource", "call-cost-events");
                callbacks.send("call-cost", target, call, fields);
            }
        }
    }

    private List<CallbackTarget> targets(Call call) {
        Set<String> events = call.parameters().words("StatusCallbackEvent");
        Set<String> wanted = events.isEmpty() ? DEFAULT_EVENTS : events;
        String method = call.setting("StatusCallbackMethod");
        List<CallbackTarget> targets = new ArrayList<>();
        String url = call.setting("StatusCallback");
        if (url != null && !url.isBlank()) {
            targets.add(new CallbackTarget(url, method == null ? "POST" : method, wanted));
        }
        for (String other : call.parameters().texts("StatusCallbacks")) {
            targets.add(new CallbackTarget(other, method == null ? "POST" : method, wanted));
        }
        Application application = platform.applications().get(call.applicationSid());
        // What is told of a leg that a document dials is up to that document.
        if (targets.isEmpty() && application != null && call.parent() == null) {
            String own = application.text("status_callback", "");
            if (!own.isBlank()) {
                String ownMethod = application.text("status_callback_method", "post");
                targets.add(new CallbackTarget(own, ownMethod.toUpperCase(Locale.ROOT), wanted));
            }
        }
        return targets;
    }

    private Map<String, String> endingFields(Call call) {
        CallFacts facts = call.facts();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("CallDuration", Long.toString(facts.seconds()));
        fields.put("HangupSource", call.hungUpByRequest() != call.inbound() ? "caller" : "callee");
        fields.put("SipHangupCause", sipCause(facts.status()));
        if (facts.status() == CallStatus.FAILED) {
            fields.put("ErrorCode", call.overLimit() ? "D1" : "D35");
            fields.put("ErrorMessage", call.overLimit() ? "Concurrent call limit exceeded" : "Destination unreachable");
        }
        if (facts.status() == CallStatus.COMPLETED) {
            fields.putAll(completedFields(call, facts));
            fields.putAll(recordings.fieldsOfRunning(call));
        }
        return fields;
    }

    /** What is documented to be there when a call ends as completed, and never otherwise. */
    private static Map<String, String> completedFields(Call call, CallFacts facts) {
        Map<String, String> fields = new LinkedHashMap<>();
        putInstant(fields, "AnsweredTime", facts.answered());
        fields.put("CallControlId", call.sid());
        fields.put("CallLegId", identifier(call, "leg"));
        fields.put("CallQualityStats", quality(facts.seconds()));
        fields.put("CallSessionId", identifier(call, "session"));
        putInstant(fields, "EndTime", facts.ended());
        fields.put("HangupCause", "normal_clearing");
        putInstant(fields, "OccurredAt", facts.ended());
        fields.put("OrganizationId", call.account().sid());
        putInstant(fields, "StartTime", facts.started());
        fields.put("UserId", call.account().sid());
        return fields;
    }

    private static void putInstant(Map<String, String> fields, String name, @Nullable Instant instant) {
        if (instant != null) {
            fields.put(name, Dates.isoMillis(instant));
        }
    }

    private static String identifier(Call call, String purpose) {
        return UUID.nameUUIDFromBytes((purpose + call.sid()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** A good line: fifty packets a second and none lost. */
    private static String quality(long seconds) {
        Map<String, String> packets = Map.of("packet_count", Long.toString(50 * seconds), "skip_packet_count", "0");
        Map<String, String> inbound = new TreeMap<>(packets);
        inbound.put("mos", "4.50");
        Map<String, Object> directions = new LinkedHashMap<>();
        directions.put("inbound", inbound);
        directions.put("outbound", new TreeMap<>(packets));
        return new String(Json.write(out -> Json.write(out, directions)), StandardCharsets.UTF_8);
    }

    private static String sipCause(CallStatus status) {
        return switch (status) {
            case BUSY -> "486";
            case NO_ANSWER -> "480";
            case FAILED -> "403";
            case CANCELED -> "487";
            default -> "200";
        };
    }
}
