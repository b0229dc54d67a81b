package io.texml.simulator.internal.markup;

import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.CallListener;
import io.texml.simulator.internal.engine.CallbackSink;
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
import io.texml.simulator.internal.state.ConferenceSettings;
import io.texml.simulator.internal.state.Recording;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the markup of a call once it is answered: what a request carries in its {@code Texml} parameter, or what the
 * address in its {@code Url} parameter or in its application answers. The end of the document does not end the call:
 * the call's script does.
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
    private final InstructionFetch instructions;
    private final Map<String, CallQueue> queueOfCall = new HashMap<>();

    /** A runner for a platform. */
    public MarkupRunner(
            Platform platform,
            CallEngine calls,
            ConferenceEngine conferences,
            RecordingEngine recordings,
            TranscriptionEngine transcriptions,
            CallbackSink callbacks) {
        this.platform = platform;
        this.calls = calls;
        this.conferences = conferences;
        this.recordings = recordings;
        this.transcriptions = transcriptions;
        this.instructions = new InstructionFetch(platform, callbacks);
    }

    @Override
    public void entered(Call call) {
        if (call.status() == CallStatus.IN_PROGRESS) {
            run(call);
        } else if (call.status().ended()) {
            leaveQueue(call);
        }
    }

    /** Follows the latest instructions of an answered call from their beginning. */
    public void run(Call call) {
        String texml = call.instructions().text("Texml");
        List<CallbackTarget> addresses = texml == null ? instructions.addresses(call) : List.of();
        // A participant's instruction is its conference, whatever its application says.
        boolean takesPart = conferences.holds(call) && !call.redirected();
        if (texml == null && (addresses.isEmpty() || takesPart)) {
            return;
        }
        int number = call.beginInstructions();
        leaveQueue(call);
        conferences.leave(call);
        if (texml != null) {
            step(call, number, Verb.parse(texml));
        } else {
            fetch(call, number, addresses);
        }
    }

    private void fetch(Call call, int number, List<CallbackTarget> addresses) {
        instructions.fetch(call, addresses, document -> {
            if (call.follows(number)) {
                step(call, number, Verb.parse(document));
            }
        });
    }

    /** Forgets who waits. */
    public void reset() {
        queueOfCall.clear();
    }

    private void later(Call call, Duration delay, int number, List<Verb> rest) {
        call.plan(platform.timeline().after(delay, () -> step(call, number, rest)));
    }

    private void step(Call call, int number, List<Verb> verbs) {
        // An update may have brought other instructions since this step was planned.
        if (verbs.isEmpty() || !call.follows(number)) {
            return;
        }
        Verb verb = verbs.get(0);
        List<Verb> rest = verbs.subList(1, verbs.size());
        switch (verb.name()) {
            case "Say", "Play" -> later(call, SPEECH, number, rest);
            case "Pause" -> later(call, Duration.ofSeconds(verb.seconds("length", 1)), number, rest);
            case "Hangup", "Reject" -> calls.hangUp(call);
            case "Record" -> later(call, record(call, verb), number, rest);
            case "Enqueue" -> {
                if (!enqueue(call, verb.text())) {
                    later(call, Duration.ZERO, number, rest);
                }
            }
            case "Leave" -> {
                leaveQueue(call);
                later(call, Duration.ZERO, number, rest);
            }
            case "Redirect" -> {
                if (!verb.text().isEmpty()) {
                    String method = verb.attribute("method", "POST").toUpperCase(Locale.ROOT);
                    fetch(call, number, List.of(new CallbackTarget(verb.text(), method, Set.of())));
                }
            }
            case "Dial" -> {
                if (!dial(call, verb)) {
                    later(call, Duration.ZERO, number, rest);
                }
            }
            default -> later(call, Duration.ZERO, number, rest);
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
            recordings.stop(recording);
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
        ConferenceSettings settings = ConferenceSettings.of(noun.attributes());
        Conference conference = existing != null ? existing : conferences.create(call.account(), noun.text(), settings);
        conferences.add(conference, call, settings);
        return true;
    }

    private static @Nullable CallbackTarget target(Verb verb, String name, String method, Set<String> events) {
        String url = verb.attributes().get(name);
        return url == null ? null : new CallbackTarget(url, verb.attribute(method, "POST"), events);
    }
}
