package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.RecordingEngine;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.Recording;
import java.time.Duration;
import java.util.Set;

/** {@code Record}: a message of the callee. */
final class RecordVerb implements VerbHandler {

    private static final long MESSAGE_SECONDS = 5;

    private final Verbs.Engines engines;

    RecordVerb(Verbs.Engines engines) {
        this.engines = engines;
    }

    @Override
    public void run(Step step) {
        Element verb = step.verb();
        Recording recording = engines.recordings()
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
        Duration length = Duration.ofSeconds(Math.min(MESSAGE_SECONDS, verb.number("maxLength", MESSAGE_SECONDS)));
        step.after(length, () -> {
            engines.recordings().stop(recording);
            if (verb.flag("transcription", false)) {
                engines.transcriptions()
                        .transcribe(
                                step.call(),
                                recording,
                                step.target(verb, "transcriptionCallback", "transcriptionCallbackMethod", Set.of()));
            }
            step.done();
        });
    }
}
