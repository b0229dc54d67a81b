package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.CallbackSink;
import io.texml.simulator.internal.engine.Callees;
import io.texml.simulator.internal.engine.ConferenceEngine;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.engine.RecordingEngine;
import io.texml.simulator.internal.engine.SessionEngine;
import io.texml.simulator.internal.engine.TranscriptionEngine;
import io.texml.simulator.internal.markup.VerbHandler;
import java.util.HashMap;
import java.util.Map;

/** The documented verbs, by name. */
public final class Verbs {

    private Verbs() {}

    /** What they work with. */
    public record Engines(
            Platform platform,
            CallEngine calls,
            Callees callees,
            ConferenceEngine conferences,
            RecordingEngine recordings,
            SessionEngine sessions,
            TranscriptionEngine transcriptions,
            CallbackSink callbacks) {}

    /** A handler for each verb that is documented. */
    public static Map<String, VerbHandler> of(Engines engines) {
        Map<String, VerbHandler> handlers = new HashMap<>();
        EnqueueVerb enqueue = new EnqueueVerb(engines);
        handlers.put("Say", SpeechVerbs::say);
        handlers.put("Play", SpeechVerbs::play);
        handlers.put("Pause", SpeechVerbs::pause);
        handlers.put("Gather", new GatherVerb(engines));
        handlers.put("Redirect", ControlVerbs::redirect);
        handlers.put("Hangup", step -> engines.calls().hangUp(step.call()));
        handlers.put("Reject", step -> engines.calls().hangUp(step.call()));
        handlers.put("Record", new RecordVerb(engines));
        handlers.put("Enqueue", enqueue);
        handlers.put("Leave", enqueue::leave);
        handlers.put("Dial", new DialVerb(engines, enqueue));
        StartVerb start = new StartVerb(engines);
        handlers.put("Start", start);
        handlers.put("Stop", start::stop);
        handlers.put("Connect", new ConnectVerb(engines));
        handlers.put("Refer", new ReferVerb(engines));
        handlers.put("Pay", new PayVerb(engines));
        handlers.put("HttpRequest", HttpRequestVerb::run);
        handlers.put("AIGather", new AiGatherVerb(engines));
        return handlers;
    }
}
