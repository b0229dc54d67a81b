package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.RecordingEngine;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.MediaSession.Kind;
import java.util.Set;

/** {@code Start} and {@code Stop}: what goes on beside the document. Neither takes time. */
final class StartVerb implements VerbHandler {

    private final Verbs.Engines engines;

    StartVerb(Verbs.Engines engines) {
        this.engines = engines;
    }

    @Override
    public void run(Step step) {
        for (Element noun : step.verb().children()) {
            switch (noun.name()) {
                case "Stream" -> session(step, noun, Kind.STREAM, "inbound_track");
                case "Siprec" -> session(step, noun, Kind.SIPREC, "both_tracks");
                case "Recording" -> record(step, noun);
                case "Transcription" -> transcribe(step, noun);
                default -> step.skip(noun, "it changes nothing that anybody could see");
            }
        }
        step.done();
    }

    void stop(Step step) {
        Call call = step.call();
        for (Element noun : step.verb().children()) {
            boolean stopped =
                    switch (noun.name()) {
                        case "Stream" -> engines.sessions().stop(call, Kind.STREAM, noun.attribute("name"));
                        case "Siprec" -> engines.sessions().stop(call, Kind.SIPREC, noun.attribute("name"));
                        case "Transcription" -> engines.transcriptions().stopListening(call);
                        default -> false;
                    };
            if (!stopped) {
                step.skip(noun, "there is nothing of that kind to stop");
            }
        }
        step.done();
    }

    private void session(Step step, Element noun, Kind kind, String track) {
        engines.sessions()
                .start(
                        step.call(),
                        kind,
                        noun.attribute("name"),
                        noun.attribute("track", track),
                        step.target(noun, "statusCallback", "statusCallbackMethod", Set.of()));
    }

    private void record(Step step, Element noun) {
        engines.recordings()
                .start(
                        step.call(),
                        new RecordingEngine.Order(
                                "RecordVerb",
                                noun.attribute("channels", "dual").equals("dual") ? 2 : 1,
                                noun.attribute("track", "both"),
                                step.target(
                                        noun,
                                        "recordingStatusCallback",
                                        "recordingStatusCallbackMethod",
                                        noun.words("recordingStatusCallbackEvent", "completed")),
                                true));
    }

    private void transcribe(Step step, Element noun) {
        if (noun.attribute("transcriptionTracks", "inbound").equals("outbound")) {
            step.skip(noun, "what the call says itself is not written down");
            return;
        }
        boolean google = Set.of("Google", "A").contains(noun.attribute("transcriptionEngine", "Google"));
        engines.transcriptions()
                .listen(
                        step.call(),
                        step.target(noun, "transcriptionCallback", "transcriptionCallbackMethod", Set.of()),
                        google,
                        google && noun.flag("interimResults", false));
    }
}
