package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.ConferenceEngine;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.Conference;
import io.texml.simulator.internal.state.ConferenceSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code Conference} in a {@code Dial}: the call takes part until it or the conference ends. */
final class ConferenceNoun {

    private static final List<String> ADDRESSES = List.of("recordingStatusCallback", "statusCallback", "waitUrl");

    private final ConferenceEngine conferences;

    ConferenceNoun(Verbs.Engines engines) {
        this.conferences = engines.conferences();
    }

    /**
     * Lets the call in.
     *
     * @param whenOver is told when the conference has ended and the call has not
     * @return whether there is room
     */
    boolean enter(Step step, Element noun, Runnable whenOver) {
        Call call = step.call();
        Conference existing = conferences.find(call.account(), noun.text());
        if (existing == null ? call.account().conferences().full() : existing.full()) {
            return false;
        }
        Map<String, String> attributes = new LinkedHashMap<>(noun.attributes());
        ADDRESSES.forEach(name -> attributes.computeIfPresent(name, (key, url) -> step.absolute(url.strip())));
        ConferenceSettings settings = ConferenceSettings.of(attributes);
        Conference conference = existing != null ? existing : conferences.create(call.account(), noun.text(), settings);
        conferences.add(conference, call, settings);
        conferences.whenOver(call, whenOver);
        step.atEnd(() -> conferences.leave(call));
        return true;
    }
}
