package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Application;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallFacts;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.wire.Dates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells about the progress of a call: the status callbacks of its request, or else of its application. */
public final class StatusCallbacks implements CallListener {

    private static final Set<String> DEFAULT_EVENTS = Set.of("completed");

    private final Platform platform;
    private final CallbackSink callbacks;

    /** Callbacks of a platform. */
    public StatusCallbacks(Platform platform, CallbackSink callbacks) {
        this.platform = platform;
        this.callbacks = callbacks;
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
            case COMPLETED, BUSY, NO_ANSWER, FAILED, CANCELED ->
                tell(call, "completed", call.status().wireName());
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
                Map<String, String> fields = fields(call, status);
                fields.putAll(more);
                callbacks.send("call-" + event, target, call, fields);
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
        if (targets.isEmpty() && application != null) {
            String own = application.text("status_callback", "");
            if (!own.isBlank()) {
                String ownMethod = application.text("status_callback_method", "post");
                targets.add(new CallbackTarget(own, ownMethod.toUpperCase(Locale.ROOT), wanted));
            }
        }
        return targets;
    }

    private Map<String, String> fields(Call call, String status) {
        CallFacts facts = call.facts();
        Instant now = platform.timeline().now();
        Map<String, String> fields = CallFields.parties(call);
        fields.put("CallInitiatedAt", Dates.isoMillis(facts.created()));
        fields.put("CallStatus", status);
        fields.put("CallbackSource", "call-progress-events");
        String callerName = facts.callerName();
        if (callerName != null) {
            fields.put("CallerId", callerName);
        }
        fields.put("SequenceNumber", Long.toString(call.nextCallbackNumber()));
        fields.put("Timestamp", Dates.isoMillis(now));
        if (call.status().ended()) {
            ended(call, facts, now, fields);
        }
        return fields;
    }

    private static void ended(Call call, CallFacts facts, Instant now, Map<String, String> fields) {
        fields.put("CallControlId", call.sid());
        fields.put("CallDuration", Long.toString(facts.seconds()));
        Instant answered = facts.answered();
        if (answered != null) {
            fields.put("AnsweredTime", Dates.isoMillis(answered));
        }
        Instant started = facts.started();
        if (started != null) {
            fields.put("StartTime", Dates.isoMillis(started));
        }
        fields.put("EndTime", Dates.isoMillis(now));
        fields.put("OccurredAt", Dates.isoMillis(now));
        fields.put("HangupCause", cause(facts.status()));
        fields.put("HangupSource", call.hungUpByRequest() ? "caller" : "callee");
        fields.put("SipHangupCause", sipCause(facts.status()));
        if (facts.status() == CallStatus.FAILED) {
            fields.put("ErrorCode", call.overLimit() ? "D1" : "D35");
            fields.put("ErrorMessage", call.overLimit() ? "Concurrent call limit exceeded" : "Destination unreachable");
        }
    }

    private static String cause(CallStatus status) {
        return switch (status) {
            case BUSY -> "user_busy";
            case NO_ANSWER -> "no_answer";
            case FAILED -> "call_rejected";
            case CANCELED -> "originator_cancel";
            default -> "normal_clearing";
        };
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
