package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.wire.Dates;
import java.time.Duration;
import java.util.Map;

/** {@code Refer}: asks the other party to call somebody else, who takes the call or not by his script. */
final class ReferVerb implements VerbHandler {

    private static final Duration REFERRING = Duration.ofSeconds(2);

    private final Platform platform;
    private final CallEngine calls;

    ReferVerb(Verbs.Engines engines) {
        this.platform = engines.platform();
        this.calls = engines.calls();
    }

    @Override
    public void run(Step step) {
        String address = step.verb().children().stream()
                .filter(noun -> noun.name().equals("Sip"))
                .map(Element::text)
                .findFirst()
                .orElse("");
        if (address.isEmpty()) {
            step.skip("it names nobody");
        } else {
            step.after(REFERRING, () -> answered(step, address));
        }
    }

    private void answered(Step step, String address) {
        Map<String, String> fields = CallFields.sids(step.call());
        switch (calls.scriptOf(address).outcome()) {
            case ANSWERED -> {
                fields.put("NotifySipResponseCode", "200");
                fields.put("ReferCallStatus", "in-progress");
                fields.put("ReferSipResponseCode", "202");
            }
            case BUSY -> fields.put("ReferCallStatus", "busy");
            case NO_ANSWER, FAILED -> fields.put("ReferCallStatus", "failed");
        }
        fields.put("Timestamp", Dates.isoMillis(platform.timeline().now()));
        CallbackTarget action = step.target("action", "method");
        if (action == null) {
            step.done();
        } else {
            step.follow("refer-status", action, fields);
        }
    }
}
