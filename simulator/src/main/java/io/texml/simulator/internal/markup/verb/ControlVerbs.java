package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.state.CallbackTarget;
import java.util.Set;

/** Verbs that lead elsewhere. */
final class ControlVerbs {

    private ControlVerbs() {}

    static void redirect(Step step) {
        String url = step.verb().text();
        if (url.isEmpty()) {
            step.skip("it names no address");
        } else {
            step.follow(
                    "instruction-fetch",
                    new CallbackTarget(step.absolute(url), step.verb().method("method"), Set.of()),
                    CallFields.instructions(step.call()));
        }
    }
}
