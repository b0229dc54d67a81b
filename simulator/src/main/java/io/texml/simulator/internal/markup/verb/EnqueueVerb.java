package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.markup.Execution;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.markup.VerbHandler;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.CallQueue;
import io.texml.simulator.internal.state.CallbackTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code Enqueue}: a call waits in a queue until somebody dials the queue, a {@code Leave} in the document that it hears
 * meanwhile, or the end of its patience; {@code Leave}. Guarded by the platform's lock.
 */
final class EnqueueVerb implements VerbHandler {

    private static final int DEFAULT_QUEUE_SIZE = 100;
    private static final long LONGEST_WAIT_SECONDS = 14_400;

    /** So that a document which takes no time does not go round without end. */
    private static final Duration SHORTEST_ROUND = Duration.ofSeconds(1);

    private final Platform platform;
    private final Map<String, Waiting> waiting = new HashMap<>();
    private final List<Seeker> seekers = new ArrayList<>();

    EnqueueVerb(Verbs.Engines engines) {
        this.platform = engines.platform();
    }

    @Override
    public void run(Step step) {
        String name = step.verb().text();
        CallQueue queue = queue(step.call().account(), name);
        if (queue == null) {
            step.skip("it names no queue, or there is no room for another one");
            return;
        }
        Waiting call = new Waiting(step, queue, now());
        if (queue.join(step.call().sid(), now())) {
            waiting.put(step.call().sid(), call);
            step.atEnd(call::left);
            call.begin();
            connect(step.call().account(), name);
        } else {
            call.over("queue-full");
        }
    }

    /** Lets a waiting call go on behind its {@code Enqueue}. */
    void leave(Step step) {
        Waiting call = waiting.get(step.call().sid());
        if (call == null) {
            step.skip("the call waits in no queue");
        } else {
            call.over("leave");
        }
    }

    /** Takes the call that has waited longest out of a queue, null when there is none. */
    @Nullable
    Waiting take(Account account, String name) {
        CallQueue queue = account.queues().get(name);
        String sid = queue == null ? null : queue.first();
        Waiting call = sid == null ? null : waiting.get(sid);
        if (call != null) {
            call.take();
        }
        return call;
    }

    /** Hands over the next call that comes to a queue, until the answer is run. */
    Runnable seek(Account account, String name, Consumer<Waiting> found) {
        Seeker seeker = new Seeker(account, name, found);
        seekers.add(seeker);
        return () -> seekers.remove(seeker);
    }

    private void connect(Account account, String name) {
        for (Seeker seeker : List.copyOf(seekers)) {
            Waiting first = seeker.account == account && seeker.name.equals(name) ? take(account, name) : null;
            if (first != null) {
                seekers.remove(seeker);
                seeker.found.accept(first);
                return;
            }
        }
    }

    /** Somebody who has dialled a queue in which nobody waited. */
    private record Seeker(Account account, String name, Consumer<Waiting> found) {}

    @Override
    public void reset() {
        waiting.clear();
        seekers.clear();
    }

    private @Nullable CallQueue queue(Account account, String name) {
        CallQueue queue = account.queues().get(name);
        if (queue == null && !name.isEmpty() && !account.queues().full()) {
            queue = new CallQueue(name, DEFAULT_QUEUE_SIZE, now());
            account.queues().add(name, queue);
        }
        return queue;
    }

    private Instant now() {
        return platform.timeline().now();
    }

    /**
     * One call in a queue.
     *
     * <p>States: waiting; taken, when somebody has dialled the queue; over with its step.
     */
    final class Waiting {

        private final Step step;
        private final CallQueue queue;
        private final Instant since;
        private Instant round;
        private long waited;
        private @Nullable Execution music;
        private boolean taken;

        private Waiting(Step step, CallQueue queue, Instant since) {
            this.step = step;
            this.queue = queue;
            this.since = since;
            this.round = since;
        }

        Step step() {
            return step;
        }

        private void begin() {
            step.after(step.verb().seconds("maxWaitTimeSecs", LONGEST_WAIT_SECONDS), () -> {
                if (!taken) {
                    over("timeout");
                }
            });
            CallbackTarget target = step.target("waitUrl", "waitUrlMethod");
            if (target != null) {
                Execution heard = step.inside(step.call(), this::repeat);
                music = heard;
                heard.follow("queue", target, fields());
            }
        }

        private void repeat() {
            boolean took = now().isAfter(round);
            step.after(took ? Duration.ZERO : SHORTEST_ROUND, () -> {
                round = now();
                if (music != null) {
                    music.again();
                }
            });
        }

        private void take() {
            taken = true;
            left();
            if (music != null) {
                music.cancel();
            }
        }

        /** Goes on behind the verb, or with its action. */
        void over(String result) {
            if (step.over()) {
                return;
            }
            left();
            CallbackTarget action = step.target("action", "method");
            if (action == null) {
                step.done();
                return;
            }
            Map<String, String> fields = CallFields.parties(step.call());
            fields.put("QueueResult", result);
            fields.put("QueueSid", queue.sid());
            fields.put("QueueTime", Long.toString(waited));
            step.follow("queue-action", action, fields);
        }

        private void left() {
            if (waiting.remove(step.call().sid(), this)) {
                waited = queue.waited(step.call().sid(), now());
                queue.leave(step.call().sid(), now());
            }
        }

        private Map<String, String> fields() {
            Map<String, String> fields = CallFields.parties(step.call());
            fields.put("AvgQueueTime", Long.toString(queue.averageWait(now())));
            fields.put("CurrentQueueSize", Integer.toString(queue.size()));
            fields.put(
                    "QueuePosition", Integer.toString(queue.position(step.call().sid())));
            fields.put("QueueSid", queue.sid());
            fields.put("QueueTime", Long.toString(Duration.between(since, now()).toSeconds()));
            return fields;
        }
    }
}
