package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.state.CallbackTarget;
import java.time.Duration;
import java.util.Map;

/** {@code HttpRequest}: the request itself is not sent, so none of its answer's fields come with the action. */
final class HttpRequestVerb {

    private static final Duration EXCHANGE = Duration.ofSeconds(1);

    private HttpRequestVerb() {}

    static void run(Step step) {
        step.note("the request is not sent, but its action follows");
        if (step.verb().flag("async", false)) {
            step.done();
        } else {
            step.after(EXCHANGE, () -> answered(step));
        }
    }

    private static void answered(Step step) {
        CallbackTarget action = step.target("action", "method");
        if (action == null) {
            step.done();
            return;
        }
        Map<String, String> fields = CallFields.parties(step.call());
        String callerName = step.call().facts().callerName();
        if (callerName != null) {
            fields.put("CallerId", callerName);
        }
        step.follow("http-request", action, fields);
    }
}
