package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.Callees;
import io.texml.simulator.internal.engine.RecordingEngine;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.Recording;
import java.time.Duration;
import java.util.Set;

/**
 * {@code Record}: a message, from the beep to a key of {@code finishOnKey}, to the silence of {@code timeout}, to
 * {@code maxLength} or to the end of the call.
 */
final class RecordVerb implements VerbHandler {

    private static final Duration BEEP = Duration.ofMillis(500);
    private static final long LONGEST_SECONDS = 3600;

    private final Verbs.Engines engines;

    RecordVerb(Verbs.Engines engines) {
        this.engines = engines;
    }

    @Override
    public void run(Step step) {
        step.after(step.verb().flag("playBeep", true) ? BEEP : Duration.ZERO, () -> new Message(step).begin());
    }

    /** One message; it is over with its step. */
    private final class Message implements Callees.Ear {

        private final Step step;
        private final Element verb;
        private final Recording recording;
        private long silence;
        private boolean over;

        Message(Step step) {
            this.step = step;
            this.verb = step.verb();
            this.recording = engines.recordings()
                    .start(
                            step.call(),
                            new RecordingEngine.Order(
                                    "RecordVerb",
                                    verb.attribute("channels", "dual").equals("single") ? 1 : 2,
                                    "both",
                                    step.target(
                                            verb,
                                            "recordingStatusCallback",
                                            "recordingStatusCallbackMethod",
                                            verb.words("recordingStatusCallbackEvent", "completed")),
                                    true));
        }

        void begin() {
            step.atEnd(engines.callees().hear(step.call(), this));
            step.atEnd(this::stop);
            long most = verb.number("maxLength", LONGEST_SECONDS);
            if (most > 0) {
                step.after(Duration.ofSeconds(most), this::finish);
            }
            listenForSilence();
            engines.callees().ask(step.call(), this);
        }

        @Override
        public boolean takesKeys() {
            return true;
        }

        @Override
        public boolean takesSpeech() {
            return true;
        }

        @Override
        public void pressed(char key) {
            if (verb.attribute("finishOnKey", "1234567890*#").indexOf(key) >= 0) {
                finish();
            }
        }

        @Override
        public void begins(String words) {
            silence++;
        }

        @Override
        public void said(String words) {
            listenForSilence();
        }

        private void listenForSilence() {
            long timeout = verb.number("timeout", 0);
            long mine = ++silence;
            if (timeout > 0) {
                step.after(Duration.ofSeconds(timeout), () -> {
                    if (silence == mine) {
                        finish();
                    }
                });
            }
        }

        private void finish() {
            if (over) {
                return;
            }
            CallbackTarget action = step.target("action", "method");
            if (action == null) {
                step.done();
            } else {
                stop();
                // Whoever is told of the recording may fetch it at once.
                step.after(
                        RecordingEngine.STORING,
                        () -> step.follow(
                                "recording-completed",
                                action,
                                engines.recordings().completedFields(recording)));
            }
        }

        private void stop() {
            if (over) {
                return;
            }
            over = true;
            engines.recordings().stop(recording);
            if (verb.flag("transcription", false)) {
                engines.transcriptions()
                        .transcribe(
                                step.call(),
                                recording,
                                step.target(verb, "transcriptionCallback", "transcriptionCallbackMethod", Set.of()));
            }
        }
    }
}
