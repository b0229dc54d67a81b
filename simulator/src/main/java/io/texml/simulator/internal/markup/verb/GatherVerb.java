package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.CallbackSink;
import io.texml.simulator.internal.engine.Callees;
import io.texml.simulator.internal.engine.Speech;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Sequence;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.CallbackTarget;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code Gather}: says what is inside, and takes keys or speech meanwhile and until nothing has come for its timeout.
 * What came goes to {@code action}; without, or when nothing came, the document goes on.
 */
final class GatherVerb implements VerbHandler {

    /** What speech recognition is said to be sure of. */
    private static final String CONFIDENCE = "0.9";

    private final Callees callees;
    private final CallbackSink callbacks;

    GatherVerb(Verbs.Engines engines) {
        this.callees = engines.callees();
        this.callbacks = engines.callbacks();
    }

    @Override
    public void run(Step step) {
        Gathering gathering = new Gathering(step);
        step.atEnd(callees.hear(step.call(), gathering));
        gathering.prompt = step.run(step.verb().children(), gathering::asked);
    }

    /**
     * One Gather.
     *
     * <p>States: prompting, until the verbs inside are over or somebody begins to answer; waiting for the next key, the end
     * of speech or the timeout; over with its step.
     */
    private final class Gathering implements Callees.Ear {

        private final Step step;
        private final Element verb;
        private final Set<String> input;
        private final StringBuilder digits = new StringBuilder();
        private final StringBuilder speech = new StringBuilder();
        private @Nullable Sequence prompt;
        private long timer;

        Gathering(Step step) {
            this.step = step;
            this.verb = step.verb();
            this.input = verb.words("input", "dtmf");
        }

        @Override
        public boolean takesKeys() {
            return input.contains("dtmf");
        }

        @Override
        public boolean takesSpeech() {
            return input.contains("speech");
        }

        void asked() {
            waitFor(verb.seconds("timeout", 5));
            callees.ask(step.call(), this);
        }

        @Override
        public void pressed(char key) {
            interrupt();
            if (finishKey().indexOf(key) >= 0) {
                finish();
                return;
            }
            digits.append(key);
            long most = Math.min(verb.number("numDigits", 128), verb.number("maxDigits", 128));
            if (digits.length() >= most) {
                finish();
            } else {
                waitFor(verb.seconds("timeout", 5));
            }
        }

        @Override
        public void begins(String words) {
            interrupt();
            timer++;
            CallbackTarget partial = step.target("partialResultCallback", "partialResultCallbackMethod");
            if (partial != null) {
                String[] all = words.strip().split("\\s+", -1);
                String half = String.join(" ", Arrays.copyOf(all, Math.max(1, all.length / 2)));
                step.after(Speech.length(half, "en"), () -> {
                    Map<String, String> fields = fields();
                    fields.put("UnstableSpeechResult", half);
                    callbacks.send("gather-partial", partial, step.call(), fields);
                });
            }
        }

        @Override
        public void said(String words) {
            speech.append(speech.isEmpty() ? "" : " ").append(words.strip());
            waitFor(verb.seconds("speechTimeout", 1));
        }

        private void interrupt() {
            if (prompt != null) {
                prompt.cancel();
                prompt = null;
            }
        }

        private void waitFor(Duration timeout) {
            long mine = ++timer;
            step.after(timeout, () -> {
                if (timer == mine) {
                    finish();
                }
            });
        }

        private void finish() {
            boolean byKeys = !digits.isEmpty();
            Map<String, String> fields = fields();
            if (byKeys) {
                fields.put("Digits", digits.toString());
            } else if (!speech.isEmpty()) {
                fields.put("SpeechResult", speech.toString());
                fields.put("Confidence", CONFIDENCE);
            } else {
                step.done();
                return;
            }
            boolean valid = !byKeys || valid();
            if (!valid) {
                step.note("the keys are too few or not valid");
            }
            CallbackTarget target = step.target(valid ? "action" : "invalidDigitsAction", "method");
            if (target == null) {
                step.done();
            } else {
                step.follow("gather", target, fields);
            }
        }

        private boolean valid() {
            String allowed = verb.attribute("validDigits", "0123456789*#");
            return digits.length() >= verb.number("minDigits", 1)
                    && digits.chars().allMatch(digit -> allowed.indexOf(digit) >= 0);
        }

        private String finishKey() {
            // An empty text switches it off.
            return verb.attributes().getOrDefault("finishOnKey", "#").strip();
        }

        private Map<String, String> fields() {
            return CallFields.numbers(step.call());
        }
    }
}
