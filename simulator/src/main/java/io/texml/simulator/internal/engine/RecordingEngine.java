package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Records calls and conferences. A recording that is stopped is complete a second later, as the platform has to store
 * it first. Guarded by the platform's lock.
 */
public final class RecordingEngine implements CallListener {

    /** From the end of a recording until it can be fetched. */
    public static final Duration STORING = Duration.ofSeconds(1);

    private final Platform platform;
    private final CallbackSink callbacks;
    private final BiFunction<String, String, String> mediaLink;
    private final Map<String, List<Recording>> running = new HashMap<>();

    /**
     * An engine for a platform.
     *
     * @param mediaLink from an account and a recording to a link
     */
    public RecordingEngine(Platform platform, CallbackSink callbacks, BiFunction<String, String, String> mediaLink) {
        this.platform = platform;
        this.callbacks = callbacks;
        this.mediaLink = mediaLink;
    }

    /** What to record, and who is told. */
    public record Order(
            String source,
            int channels,
            String track,
            @Nullable CallbackTarget callback,
            boolean sendsUrl) {}

    /** Begins to record a call. */
    public Recording start(Call call, Order order) {
        Recording recording = begin(call, null, order);
        running.computeIfAbsent(call.sid(), sid -> new ArrayList<>()).add(recording);
        return recording;
    }

    /** Begins to record a conference that a call has started; everything that is told of it names that call. */
    public Recording startConference(Call call, String conferenceSid, Order order) {
        return begin(call, conferenceSid, order);
    }

    /** Pauses, resumes or stops. */
    public void change(Recording recording, String status) {
        if (status.equals("stopped")) {
            stop(recording);
        } else {
            recording.enter(status, platform.timeline().now());
        }
    }

    /** Stops, unless it has been stopped before. */
    public void stop(Recording recording) {
        if (recording.stopped()) {
            return;
        }
        recording.enter("stopped", platform.timeline().now());
        List<Recording> others = running.get(recording.callSid());
        if (others != null && others.remove(recording) && others.isEmpty()) {
            running.remove(recording.callSid());
        }
        platform.timeline().after(STORING, () -> complete(recording));
    }

    /** Tells that there is nothing to record, as the call or the conference has never begun. */
    public void absent(Call call, Order order) {
        Map<String, String> fields = CallFields.identity(call);
        fields.put("RecordingSource", order.source());
        fields.put("RecordingStatus", "absent");
        tell("absent", order.callback(), call, fields);
    }

    /** What the end of a call tells of the recording that ends with it, nothing when there is none. */
    public Map<String, String> fieldsOfRunning(Call call) {
        List<Recording> runs = running.getOrDefault(call.sid(), List.of());
        if (runs.isEmpty()) {
            return Map.of();
        }
        Recording recording = runs.get(0);
        Map<String, String> fields = new LinkedHashMap<>();
        Duration recorded = recording.recorded(platform.timeline().now());
        fields.put("RecordingDuration", Long.toString(recorded.toSeconds()));
        if (recording.sendsUrl()) {
            fields.put("RecordingUrl", mediaLink.apply(call.account().sid(), recording.sid()));
        }
        return fields;
    }

    /** What is told of a recording that has been stopped. */
    public Map<String, String> completedFields(Recording recording) {
        Map<String, String> fields = fields(recording);
        fields.put("RecordingStatus", "completed");
        Long seconds = recording.seconds();
        fields.put("RecordingDuration", String.valueOf(seconds == null ? 0 : seconds));
        if (recording.sendsUrl()) {
            fields.put(
                    "RecordingUrl", mediaLink.apply(recording.call().account().sid(), recording.sid()));
        }
        return fields;
    }

    /** Forgets what runs. */
    public void reset() {
        running.clear();
    }

    @Override
    public void entered(Call call) {
        boolean wanted = call.parameters().flag("Record");
        CallStatus status = call.status();
        if (status == CallStatus.IN_PROGRESS && wanted) {
            start(call, orderOf(call));
        } else if (status.ended()) {
            List.copyOf(running.getOrDefault(call.sid(), List.of())).forEach(this::stop);
            if (wanted && call.facts().answered() == null) {
                absent(call, orderOf(call));
            }
        }
    }

    private static Order orderOf(Call call) {
        return new Order(
                "OutboundAPI",
                call.parameters().text("RecordingChannels", "mono").equals("dual") ? 2 : 1,
                call.parameters().text("RecordingTrack", "both"),
                CallbackTarget.of(call.parameters(), "RecordingStatusCallback"),
                !"false".equals(call.parameters().text("SendRecordingUrl")));
    }

    private Recording begin(Call call, @Nullable String conferenceSid, Order order) {
        Instant now = platform.timeline().now();
        Recording recording = new Recording(
                platform.identifiers().uuid("recording"),
                call,
                conferenceSid,
                order.source(),
                order.channels(),
                order.track(),
                order.callback(),
                order.sendsUrl(),
                now);
        call.account().recordings().add(recording.sid(), recording);
        tell("in-progress", order.callback(), call, fields(recording));
        return recording;
    }

    private void complete(Recording recording) {
        Call call = recording.call();
        recording.enter("completed", platform.timeline().now());
        call.account().recordings().end(recording.sid());
        tell("completed", recording.callback(), call, completedFields(recording));
    }

    private static Map<String, String> fields(Recording recording) {
        Map<String, String> fields = CallFields.identity(recording.call());
        fields.put("RecordingChannels", Integer.toString(recording.channels()));
        fields.put("RecordingSid", recording.sid());
        fields.put("RecordingSource", recording.source());
        fields.put("RecordingStatus", recording.status());
        return fields;
    }

    private void tell(String event, @Nullable CallbackTarget target, Call call, Map<String, String> fields) {
        if (target != null && target.wants(event)) {
            callbacks.send("recording-" + event, target, call, fields);
        }
    }
}
