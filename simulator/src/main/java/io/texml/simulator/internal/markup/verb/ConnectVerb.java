package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.SessionEngine;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.MediaSession;
import io.texml.simulator.internal.state.MediaSession.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * {@code Connect}: the call belongs to a stream until that stops, or to an assistant for a while. Nobody is connected: the
 * stream is silent, and so is the assistant.
 */
final class ConnectVerb implements VerbHandler {

    private static final Duration CONVERSATION = Duration.ofSeconds(10);

    private final SessionEngine sessions;

    ConnectVerb(Verbs.Engines engines) {
        this.sessions = engines.sessions();
    }

    @Override
    public void run(Step step) {
        List<Element> nouns = step.verb().children();
        if (nouns.size() != 1) {
            step.skip("it does not have exactly one element inside");
            return;
        }
        Element noun = nouns.get(0);
        switch (noun.name()) {
            case "Stream" -> stream(step, noun);
            case "AIAssistant", "ConversationRelay" -> step.after(CONVERSATION, () -> finish(step));
            default -> step.skip("there is nothing inside to connect a call with");
        }
    }

    private void stream(Step step, Element noun) {
        MediaSession stream = sessions.start(
                step.call(),
                Kind.STREAM,
                noun.attribute("name"),
                noun.attribute("track", "inbound_track"),
                step.target(noun, "statusCallback", "statusCallbackMethod", Set.of()));
        stream.whenStopped(step::done);
        step.atEnd(() -> sessions.stop(step.call(), stream));
    }

    private static void finish(Step step) {
        CallbackTarget action = step.target("action", "method");
        if (action == null) {
            step.done();
        } else {
            step.follow("connect-action", action, CallFields.instructions(step.call()));
        }
    }
}
