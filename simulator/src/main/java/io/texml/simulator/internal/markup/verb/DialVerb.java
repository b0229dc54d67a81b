package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.Callees;
import io.texml.simulator.internal.engine.RecordingEngine;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code Dial}: connects the call with a conference, with whoever waits in a queue, or with the first of some numbers and
 * SIP addresses that answers. When that is over, the call goes on with {@code action}, or behind the verb.
 */
final class DialVerb implements VerbHandler {

    private static final Set<String> NOUNS = Set.of("Number", "Sip", "Queue", "Conference");

    private final Verbs.Engines engines;
    private final ConferenceNoun conferences;
    private final QueueNoun queues;
    private final LegNouns legs;

    DialVerb(Verbs.Engines engines, EnqueueVerb waiting) {
        this.engines = engines;
        this.conferences = new ConferenceNoun(engines);
        this.queues = new QueueNoun(waiting);
        this.legs = new LegNouns(engines);
    }

    @Override
    public void run(Step step) {
        Element verb = step.verb();
        verb.children().stream()
                .filter(child -> !NOUNS.contains(child.name()))
                .forEach(child -> step.skip(child, "nothing that can be dialled"));
        Dialling dialling = new Dialling(step);
        Element conference = noun(verb, "Conference");
        Element queue = noun(verb, "Queue");
        List<Element> others = legs(verb);
        Set<Element> dialled = Collections.newSetFromMap(new IdentityHashMap<>());
        if (conference != null) {
            dialled.add(conference);
        } else if (queue != null) {
            dialled.add(queue);
        } else {
            dialled.addAll(others);
        }
        verb.children().stream()
                .filter(child -> NOUNS.contains(child.name()) && !dialled.contains(child))
                .forEach(child -> step.skip(
                        child, child.text().isEmpty() ? "it names nobody" : "it is not dialled beside the others"));
        if (conference != null) {
            boolean entered = conferences.enter(step, conference, dialling::conferenceOver);
            if (entered) {
                dialling.connected();
                dialling.onStar(() -> {
                    engines.conferences().leave(step.call());
                    dialling.conferenceOver();
                });
            } else {
                step.note("the conference has no room");
                dialling.over("failed", null);
            }
        } else if (queue != null) {
            queues.run(dialling, queue);
        } else if (!others.isEmpty()) {
            legs.run(dialling, others);
        } else {
            step.skip("it names nobody to dial");
        }
    }

    private static @Nullable Element noun(Element verb, String name) {
        return verb.children().stream()
                .filter(child -> child.name().equals(name) && !child.text().isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static List<Element> legs(Element verb) {
        List<Element> nouns = verb.children().stream()
                .filter(child -> child.name().equals("Number") || child.name().equals("Sip"))
                .filter(child -> !child.text().isEmpty())
                .toList();
        return nouns.isEmpty() && !verb.text().isEmpty()
                ? List.of(new Element("Number", Map.of(), verb.text(), List.of(), verb.line()))
                : nouns;
    }

    /**
     * One Dial.
     *
     * <p>States: dialling; found, when somebody from a queue is to be connected; connected, when its call and another one hear each other; over with its step.
     */
    final class Dialling {

        private final Step step;
        private boolean found;
        private @Nullable Instant since;
        private @Nullable Recording recording;

        Dialling(Step step) {
            this.step = step;
        }

        Step step() {
            return step;
        }

        boolean found() {
            return found;
        }

        void find() {
            found = true;
        }

        /** Begins to record if the verb says so for this moment. */
        void record(String moment) {
            Element verb = step.verb();
            String wanted = verb.attribute("record", "do-not-record");
            if (!wanted.startsWith(moment)) {
                return;
            }
            boolean dual = wanted.endsWith("-dual")
                    || verb.attribute("recordingChannels", "single").equals("dual");
            Recording started = engines.recordings()
                    .start(
                            step.call(),
                            new RecordingEngine.Order(
                                    "DialVerb",
                                    dual ? 2 : 1,
                                    "both",
                                    step.target(
                                            verb,
                                            "recordingStatusCallback",
                                            "recordingStatusCallbackMethod",
                                            verb.words("recordingStatusCallbackEvent", "completed")),
                                    verb.flag("sendRecordingUrl", true)));
            recording = started;
            step.atEnd(() -> engines.recordings().stop(started));
            long most = verb.number("recordMaxLength", 0);
            if (most > 0) {
                step.after(Duration.ofSeconds(most), () -> engines.recordings().stop(started));
            }
        }

        /** The call and another one hear each other from now on. */
        void connected() {
            since = engines.platform().timeline().now();
        }

        /** Does something when the other party of this call presses {@code *}, if the verb allows that. */
        void onStar(Runnable action) {
            if (step.verb().flag("hangupOnStar", false)) {
                step.atEnd(engines.callees().hear(step.call(), new Star(action)));
            }
        }

        void conferenceOver() {
            // Somebody whose conference ends has nothing else to do here than what the document says.
            if (step.last() && step.target("action", "method") == null) {
                engines.calls().hangUp(step.call());
            } else {
                over("completed", null);
            }
        }

        /**
         * Goes on behind the verb, or with its action.
         *
         * @param other the call that was dialled last
         */
        void over(String status, @Nullable Call other) {
            if (step.over()) {
                return;
            }
            CallbackTarget action = step.target("action", "method");
            if (action == null) {
                step.done();
                return;
            }
            Call call = step.call();
            Instant now = engines.platform().timeline().now();
            Map<String, String> fields = CallFields.progress(call, call.status().wireName(), now);
            if (other != null) {
                fields.put("DialCallSid", other.sid());
                fields.put("DialCallSidLegacy", other.sid());
            }
            fields.put("DialCallStatus", status);
            fields.put(
                    "DialCallDuration",
                    since == null
                            ? "0"
                            : Long.toString(Duration.between(since, now).toSeconds()));
            if (recording != null) {
                engines.recordings().stop(recording);
                Map<String, String> recorded = engines.recordings().completedFields(recording);
                for (String name : List.of("RecordingDuration", "RecordingUrl")) {
                    if (recorded.containsKey(name)) {
                        fields.put(name, recorded.get(name));
                    }
                }
            }
            step.follow("call-completed", action, fields);
        }
    }

    /** Hears one key. */
    private record Star(Runnable action) implements Callees.Ear {

        @Override
        public boolean takesKeys() {
            return true;
        }

        @Override
        public boolean takesSpeech() {
            return false;
        }

        @Override
        public void pressed(char key) {
            if (key == '*') {
                action.run();
            }
        }
    }
}
