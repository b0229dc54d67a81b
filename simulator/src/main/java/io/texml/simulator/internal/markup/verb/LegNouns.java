package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.Speech;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Execution;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code Number} and {@code Sip} in a {@code Dial}: calls of their own, all at once or one after the other. */
final class LegNouns {

    /** Attributes of a noun that are parameters of a request with a capital. */
    private static final List<String> SETTINGS = List.of(
            "statusCallbackEvent",
            "statusCallbackMethod",
            "machineDetection",
            "detectionMode",
            "machineDetectionTimeout",
            "machineDetectionPromptEndTimeout",
            "machineDetectionBeepProfile",
            "deepfakeDetection");

    private static final List<String> ADDRESSES =
            List.of("statusCallback", "amdStatusCallback", "deepfakeDetectionCallbackUrl");

    private final CallEngine calls;

    LegNouns(Verbs.Engines engines) {
        this.calls = engines.calls();
    }

    void run(DialVerb.Dialling dialling, List<Element> nouns) {
        Group group = new Group(dialling, nouns);
        dialling.step().atEnd(group::hangUp);
        dialling.record("record-from-ringing");
        group.dialNext();
        if (!dialling.step().verb().flag("sequential", false)) {
            group.dialOthers();
        }
    }

    /**
     * The legs of one Dial.
     *
     * <p>States: ringing, until one is answered and the others are hung up; answered, while that one hears its own document;
     * connected; over, when it has ended or none is left to dial.
     */
    private final class Group {

        private final DialVerb.Dialling dialling;
        private final Step step;
        private final List<Element> toDial;
        private final List<Call> live = new ArrayList<>();
        private @Nullable Call answered;
        private boolean ended;

        Group(DialVerb.Dialling dialling, List<Element> nouns) {
            this.dialling = dialling;
            this.step = dialling.step();
            this.toDial = new ArrayList<>(nouns);
        }

        void dialNext() {
            Element noun = toDial.remove(0);
            Call parent = step.call();
            if (parent.account().calls().full()) {
                step.note("there is no room for another call");
                toDial.clear();
                failed(null, "failed");
                return;
            }
            Call leg = calls.dialLeg(
                    parent,
                    step.verb().attribute("callerId", parent.facts().from()),
                    noun.text(),
                    step.verb().attribute("fromDisplayName"),
                    parameters(noun));
            live.add(leg);
            calls.watch(leg, status -> entered(leg, noun, status));
        }

        void dialOthers() {
            while (!toDial.isEmpty()) {
                dialNext();
            }
        }

        void hangUp() {
            ended = true;
            List.copyOf(live).forEach(calls::hangUp);
        }

        private void entered(Call leg, Element noun, CallStatus status) {
            if (status == CallStatus.IN_PROGRESS && answered == null) {
                answered = leg;
                List.copyOf(live).stream().filter(other -> other != leg).forEach(calls::hangUp);
                // The leg is sent keys before anybody speaks.
                step.after(Speech.keys(noun.attribute("sendDigits", "")), () -> whisper(leg, noun));
            } else if (status.ended()) {
                live.remove(leg);
                if (ended) {
                    return;
                }
                if (answered == leg) {
                    dialling.over("completed", leg);
                } else if (answered == null) {
                    failed(leg, status.wireName());
                }
            }
        }

        private void failed(@Nullable Call leg, String status) {
            if (!toDial.isEmpty() && live.isEmpty()) {
                dialNext();
            } else if (live.isEmpty()) {
                dialling.over(status, leg);
            }
        }

        private void whisper(Call leg, Element noun) {
            CallbackTarget target = step.target(noun, "url", "method", Set.of());
            if (target == null) {
                connect(leg);
                return;
            }
            Execution document = step.inside(leg, () -> connect(leg));
            document.follow("instruction-fetch", target, CallFields.instructions(leg));
        }

        private void connect(Call leg) {
            if (leg.status() == CallStatus.IN_PROGRESS) {
                dialling.connected();
                dialling.record("record-from-answer");
                dialling.onStar(() -> calls.hangUp(leg));
            }
        }

        private Parameters parameters(Element noun) {
            Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
            parameters.put("Timeout", step.verb().number("timeout", 30));
            parameters.put("TimeLimit", step.verb().number("timeLimit", 14_400));
            SETTINGS.forEach(name -> parameters.put(capital(name), noun.attribute(name)));
            for (String name : ADDRESSES) {
                String url = noun.attribute(name);
                parameters.put(capital(name), url == null ? null : step.absolute(url));
            }
            return new Parameters(parameters, Map.of());
        }

        private static String capital(String name) {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }
    }
}
