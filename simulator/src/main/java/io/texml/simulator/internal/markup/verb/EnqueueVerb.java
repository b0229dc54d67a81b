package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.CallQueue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code Enqueue}: a call waits in a queue until it is dialled, leaves or has waited too long; {@code Leave}. */
final class EnqueueVerb implements VerbHandler {

    private static final int DEFAULT_QUEUE_SIZE = 100;

    private final Platform platform;
    private final Map<String, Step> waiting = new HashMap<>();

    EnqueueVerb(Verbs.Engines engines) {
        this.platform = engines.platform();
    }

    @Override
    public void run(Step step) {
        CallQueue queue = queue(step.call().account(), step.verb().text());
        String sid = step.call().sid();
        if (queue == null || !queue.join(sid, platform.timeline().now())) {
            step.skip("it names no queue that has room");
            return;
        }
        waiting.put(sid, step);
        step.atEnd(() -> {
            waiting.remove(sid);
            queue.leave(sid, platform.timeline().now());
        });
    }

    /** Lets a waiting call go on behind its {@code Enqueue}. */
    void leave(Step step) {
        Step enqueue = waiting.get(step.call().sid());
        if (enqueue == null) {
            step.skip("the call waits in no queue");
        } else {
            enqueue.done();
        }
    }

    @Override
    public void reset() {
        waiting.clear();
    }

    private @Nullable CallQueue queue(Account account, String name) {
        CallQueue queue = account.queues().get(name);
        if (queue == null && !name.isEmpty() && !account.queues().full()) {
            queue = new CallQueue(name, DEFAULT_QUEUE_SIZE, platform.timeline().now());
            account.queues().add(name, queue);
        }
        return queue;
    }
}
