package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Execution;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import java.util.Set;

/**
 * {@code Queue} in a {@code Dial}: connects the call with the one that has waited longest; if there is none, the call waits
 * for one as long as the {@code timeout} of the {@code Dial}.
 */
final class QueueNoun {

    private static final String BRIDGED = "bridged";

    private final EnqueueVerb queues;

    QueueNoun(EnqueueVerb queues) {
        this.queues = queues;
    }

    void run(DialVerb.Dialling dialling, Element noun) {
        Step step = dialling.step();
        Account account = step.call().account();
        EnqueueVerb.Waiting first = queues.take(account, noun.text());
        if (first != null) {
            found(dialling, noun, first);
            return;
        }
        Runnable stop = queues.seek(account, noun.text(), other -> found(dialling, noun, other));
        step.atEnd(stop);
        step.after(step.verb().seconds("timeout", 30), () -> {
            if (!dialling.found()) {
                dialling.over("no-answer", null);
            }
        });
    }

    private static void found(DialVerb.Dialling dialling, Element noun, EnqueueVerb.Waiting waiting) {
        Call other = waiting.step().call();
        dialling.find();
        dialling.step().atEnd(() -> waiting.over(BRIDGED));
        waiting.step().atEnd(() -> dialling.over("completed", other));
        CallbackTarget target = dialling.step().target(noun, "url", "method", Set.of());
        if (target == null) {
            connect(dialling, waiting);
        } else {
            Execution document = waiting.step().inside(other, () -> connect(dialling, waiting));
            document.follow("instruction-fetch", target, CallFields.instructions(other));
        }
    }

    private static void connect(DialVerb.Dialling dialling, EnqueueVerb.Waiting waiting) {
        if (dialling.step().over() || waiting.step().over()) {
            return;
        }
        dialling.connected();
        dialling.record("record-from-answer");
        dialling.onStar(() -> waiting.over(BRIDGED));
        dialling.step().after(dialling.step().verb().seconds("timeLimit", 14_400), () -> waiting.over(BRIDGED));
    }
}
