package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import java.util.List;

/** {@code Dial}: connects the call with others. */
final class DialVerb implements VerbHandler {

    private final ConferenceNoun conferences;

    DialVerb(Verbs.Engines engines) {
        this.conferences = new ConferenceNoun(engines);
    }

    @Override
    public void run(Step step) {
        List<Element> nouns = step.verb().children();
        for (Element noun : nouns) {
            if (noun.name().equals("Conference") && !noun.text().isEmpty()) {
                if (!conferences.enter(step, noun, step::done)) {
                    step.skip("the conference has no room");
                }
                return;
            }
        }
        step.skip("it names nobody to dial");
    }
}
