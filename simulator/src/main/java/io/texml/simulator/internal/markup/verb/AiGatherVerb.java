package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.Callees;
import io.texml.simulator.internal.engine.Speech;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code AIGather}: greets, and takes what the other party says, one answer for each property of the schema in
 * {@code Parameters}; there is no assistant who would understand it.
 */
final class AiGatherVerb implements VerbHandler {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Callees callees;

    AiGatherVerb(Verbs.Engines engines) {
        this.callees = engines.callees();
    }

    @Override
    public void run(Step step) {
        Conversation conversation = new Conversation(step);
        step.atEnd(callees.hear(step.call(), conversation));
        step.after(Speech.length(conversation.greeting, "en"), conversation::next);
    }

    private static String text(Element verb, String child) {
        return verb.children().stream()
                .filter(element -> element.name().equals(child))
                .map(Element::text)
                .findFirst()
                .orElse("");
    }

    private static List<String> properties(Step step) {
        List<String> names = new ArrayList<>();
        try {
            byte[] schema = text(step.verb(), "Parameters").getBytes(StandardCharsets.UTF_8);
            if (Json.parse(schema) instanceof Map<?, ?> object && object.get("properties") instanceof Map<?, ?> all) {
                all.keySet().forEach(name -> names.add(String.valueOf(name)));
            }
        } catch (Json.MalformedJsonException e) {
            step.note("there is no JSON in its Parameters");
        }
        return names;
    }

    /**
     * One AIGather.
     *
     * <p>States: greeting; waiting for the next answer; over with its step.
     */
    private final class Conversation implements Callees.Ear {

        private final Step step;
        private final String greeting;
        private final List<String> asked;
        private final Map<String, String> result = new LinkedHashMap<>();
        private final List<Map<String, String>> history = new ArrayList<>();
        private long timer;

        Conversation(Step step) {
            this.step = step;
            this.greeting = text(step.verb(), "Greeting");
            this.asked = properties(step);
            if (!greeting.isEmpty()) {
                remember("assistant", greeting);
            }
        }

        @Override
        public boolean takesKeys() {
            return false;
        }

        @Override
        public boolean takesSpeech() {
            return true;
        }

        @Override
        public void begins(String words) {
            timer++;
        }

        @Override
        public void said(String words) {
            remember("user", words.strip());
            if (result.size() < asked.size()) {
                result.put(asked.get(result.size()), words.strip());
            }
            next();
        }

        void next() {
            if (!asked.isEmpty() && result.size() == asked.size()) {
                finish("completed");
                return;
            }
            long mine = ++timer;
            step.after(SILENCE, () -> {
                if (timer == mine) {
                    finish("timeout");
                }
            });
            callees.ask(step.call(), this);
        }

        private void remember(String role, String content) {
            Map<String, String> message = new LinkedHashMap<>();
            message.put("role", role);
            message.put("content", content);
            history.add(message);
        }

        private void finish(String status) {
            CallbackTarget action = step.target("action", "method");
            if (action == null) {
                step.done();
                return;
            }
            Map<String, String> fields = CallFields.parties(step.call());
            fields.put("Base64MessageHistory", encoded(history));
            fields.put("Base64Result", encoded(result));
            fields.put("Status", status);
            step.follow("ai-gather", action, fields);
        }

        private String encoded(Object value) {
            return Base64.getEncoder().encodeToString(Json.write(out -> Json.write(out, value)));
        }
    }
}
