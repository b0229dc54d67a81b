package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.CallbackSink;
import io.texml.simulator.internal.engine.Callees;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.CallbackTarget;
import java.time.Duration;
import java.util.Map;

/**
 * {@code Pay}: who presses keys has paid, whatever the keys are; nobody's card is charged. Who presses none is asked as often
 * as the document allows.
 */
final class PayVerb implements VerbHandler {

    private static final long MOST_ATTEMPTS = 3;

    private final Callees callees;
    private final CallbackSink callbacks;

    PayVerb(Verbs.Engines engines) {
        this.callees = engines.callees();
        this.callbacks = engines.callbacks();
    }

    @Override
    public void run(Step step) {
        Payment payment = new Payment(step);
        step.atEnd(callees.hear(step.call(), payment));
        payment.tell();
        payment.attempt();
    }

    /**
     * One Pay.
     *
     * <p>States: waiting for the first key, waiting for the next one, over with its step.
     */
    private final class Payment implements Callees.Ear {

        private final Step step;
        private final Element verb;
        private boolean pressed;
        private long attempts;
        private long timer;

        Payment(Step step) {
            this.step = step;
            this.verb = step.verb();
        }

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
            pressed = true;
            waitFor(verb.seconds("interDigitTimeout", 5));
        }

        void attempt() {
            attempts++;
            waitFor(verb.seconds("timeout", 5));
            callees.ask(step.call(), this);
        }

        void tell() {
            callbacks.send(
                    "pay-status",
                    step.target("statusCallback", "statusCallbackMethod"),
                    step.call(),
                    CallFields.identity(step.call()));
        }

        private void waitFor(Duration timeout) {
            long mine = ++timer;
            step.after(timeout, () -> {
                if (timer != mine) {
                    return;
                }
                if (pressed) {
                    finish("success");
                } else if (attempts < Math.min(MOST_ATTEMPTS, verb.number("maxAttempts", 1))) {
                    attempt();
                } else {
                    finish("too-many-failed-attempts");
                }
            });
        }

        private void finish(String result) {
            tell();
            Map<String, String> fields = CallFields.sids(step.call());
            fields.put("PayResult", result);
            fields.put("Result", result);
            CallbackTarget action = step.target("action", "method");
            if (action == null) {
                step.done();
            } else {
                step.follow("pay-action", action, fields);
            }
        }
    }
}
