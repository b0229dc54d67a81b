package io.texml.simulator.internal.markup;

import io.texml.simulator.internal.api.Parameters;
import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.CallListener;
import io.texml.simulator.internal.engine.ConferenceEngine;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.engine.RecordingEngine;
import io.texml.simulator.internal.engine.TranscriptionEngine;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallQueue;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.Conference;
import io.texml.simulator.internal.state.Recording;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the markup that a request carries in its {@code Texml} parameter once the call is answered. The end of the
 * document does not end the call: the call's script does.
 */
public final class MarkupRunner implements CallListener {

    private static final Duration SPEECH = Duration.ofSeconds(2);
    private static final long MESSAGE_SECONDS = 5;
    private static final int DEFAULT_QUEUE_SIZE = 100;

    private final Platform platform;
    private final CallEngine calls;
    private final ConferenceEngine conferences;
    private final RecordingEngine recordings;
    private final TranscriptionEngine transcriptions;
    private final Map<String, CallQueue> queueOfCall = new HashMap<>();

    /** A runner for a platform. */
    public MarkupRunner(
            Platform platform,
            CallEngine calls,
            ConferenceEngine conferences,
            RecordingEngine recordings,
            TranscriptionEngine transcriptions) {
        this.platform = platform;
        this.calls = calls;
        this.conferences = conferences;
        this.recordings = recordings;
        this.transcriptions = transcriptions;
    }

    @Override
    public void entered(Call call) {
        if (call.status() == CallStatus.IN_PROGRESS) {
            run(call);
        } else if (call.status().ended()) {
            leaveQueue(call);
        }
    }

    /** Runs the latest markup of an answered call from its beginning. */
    public void run(Call call) {
        String markup = call.setting("Texml");
        if (markup != null) {
            leaveQueue(call);
            step(call, markup, Verb.parse(markup));
        }
    }

    /** Forgets who waits. */
    public void reset() {
        queueOfCall.clear();
    }

    private void later(Call call, Duration delay, String markup, List<Verb> rest) {
        call.plan(platform.timeline().after(delay, () -> step(call, markup, rest)));
    }

    private void step(Call call, String markup, List<Verb> verbs) {
        // An update may have brought other markup since this step was planned.
        if (verbs.isEmpty() || call.status() != CallStatus.IN_PROGRESS || !markup.equals(call.setting("Texml"))) {
            return;
        }
        Verb verb = verbs.get(0);
        List<Verb> rest = verbs.subList(1, verbs.size());
        switch (verb.name()) {
            case "Say", "Play" -> later(call, SPEECH, markup, rest);
            case "Pause" -> later(call, Duration.ofSeconds(verb.seconds("length", 1)), markup, rest);
            case "Hangup", "Reject" -> calls.hangUp(call);
            case "Record" -> later(call, record(call, verb), markup, rest);
            case "Enqueue" -> {
                if (!enqueue(call, verb.text())) {
                    later(call, Duration.ZERO, markup, rest);
                }
            }
            case "Leave" -> {
                leaveQueue(call);
                later(call, Duration.ZERO, markup, rest);
            }
            case "Dial" -> {
                if (!dial(call, verb)) {
                    later(call, Duration.ZERO, markup, rest);
                }
            }
            default -> later(call, Duration.ZERO, markup, rest);
        }
    }

    private Duration record(Call call, Verb verb) {
        CallbackTarget callback =
                target(verb, "recordingStatusCallback", "recordingStatusCallbackMethod", Set.of("completed"));
        Recording recording = recordings.start(
                call,
                new RecordingEngine.Order(
                        "RecordVerb",
                        verb.attribute("channels", "dual").equals("single") ? 1 : 2,
                        "both",
                        callback,
                        true));
        Duration length = Duration.ofSeconds(Math.min(MESSAGE_SECONDS, verb.seconds("maxLength", MESSAGE_SECONDS)));
        platform.timeline().after(length, () -> {
            recordings.stop(call, recording);
            if (verb.attribute("transcription", "false").equals("true")) {
                transcriptions.transcribe(
                        call,
                        recording,
                        target(verb, "transcriptionCallback", "transcriptionCallbackMethod", Set.of()));
            }
        });
        return length;
    }

    private boolean enqueue(Call call, String name) {
        Account account = call.account();
        if (name.isEmpty()) {
            return false;
        }
        CallQueue queue = account.queues().get(name);
        if (queue == null) {
            if (account.queues().full()) {
                return false;
            }
            queue = new CallQueue(name, DEFAULT_QUEUE_SIZE, platform.timeline().now());
            account.queues().add(name, queue);
        }
        boolean joined = queue.join(call.sid(), platform.timeline().now());
        if (joined) {
            queueOfCall.put(call.sid(), queue);
        }
        return joined;
    }

    private void leaveQueue(Call call) {
        CallQueue queue = queueOfCall.remove(call.sid());
        if (queue != null) {
            queue.leave(call.sid(), platform.timeline().now());
        }
    }

    private boolean dial(Call call, Verb dial) {
        for (Verb noun : dial.children()) {
            if (noun.name().equals("Conference") && !noun.text().isEmpty()) {
                return conference(call, noun);
            }
        }
        return false;
    }

    private boolean conference(Call call, Verb noun) {
        Conference existing = conferences.find(call.account(), noun.text());
        if (existing != null && existing.full()) {
            return false;
        }
        Conference conference =
                existing != null ? existing : conferences.create(call.account(), noun.text(), settings(noun));
        var participant = conferences.add(
                conference,
                call,
                noun.attributes().get("participantLabel"),
                noun.attribute("startConferenceOnEnter", "true").equals("true"));
        participant.mute(
                noun.attribute("muted", "false").equals("true"),
                platform.timeline().now());
        participant.endsConference(
                noun.attribute("endConferenceOnExit", "false").equals("true"),
                platform.timeline().now());
        return true;
    }

    private static Parameters settings(Verb noun) {
        Map<String, @Nullable Object> settings = new HashMap<>();
        settings.put("MaxParticipants", noun.attributes().get("maxParticipants"));
        settings.put("ConferenceStatusCallback", noun.attributes().get("statusCallback"));
        settings.put("ConferenceStatusCallbackMethod", noun.attributes().get("statusCallbackMethod"));
        settings.put("ConferenceStatusCallbackEvent", noun.attributes().get("statusCallbackEvent"));
        return new Parameters(settings, Map.of());
    }

    private static @Nullable CallbackTarget target(Verb verb, String name, String method, Set<String> events) {
        String url = verb.attributes().get(name);
        return url == null ? null : new CallbackTarget(url, verb.attribute(method, "POST"), events);
    }
}
