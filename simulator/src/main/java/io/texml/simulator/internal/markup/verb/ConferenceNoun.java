package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.engine.ConferenceEngine;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.Conference;
import io.texml.simulator.internal.state.Participant;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code Conference} in a {@code Dial}: the call takes part. */
final class ConferenceNoun {

    private final Platform platform;
    private final ConferenceEngine conferences;

    ConferenceNoun(Verbs.Engines engines) {
        this.platform = engines.platform();
        this.conferences = engines.conferences();
    }

    void run(Step step, Element noun) {
        Call call = step.call();
        Conference existing = conferences.find(call.account(), noun.text());
        if (existing != null && existing.full()) {
            step.note(noun + " names a conference that is full.");
            step.done();
            return;
        }
        Conference conference =
                existing != null ? existing : conferences.create(call.account(), noun.text(), settings(step, noun));
        Participant participant = conferences.add(
                conference, call, noun.attribute("participantLabel"), noun.flag("startConferenceOnEnter", true));
        Instant now = platform.timeline().now();
        participant.mute(noun.flag("muted", false), now);
        participant.endsConference(noun.flag("endConferenceOnExit", false), now);
        step.atEnd(() -> conferences.leave(call));
    }

    private static Parameters settings(Step step, Element noun) {
        Map<String, @Nullable Object> settings = new HashMap<>();
        settings.put("MaxParticipants", noun.attribute("maxParticipants"));
        String callback = noun.attribute("statusCallback");
        settings.put("ConferenceStatusCallback", callback == null ? null : step.absolute(callback));
        settings.put("ConferenceStatusCallbackMethod", noun.attribute("statusCallbackMethod"));
        settings.put("ConferenceStatusCallbackEvent", noun.attribute("statusCallbackEvent"));
        return new Parameters(settings, Map.of());
    }
}
