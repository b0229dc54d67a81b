package io.texml.simulator.internal.callback;

import io.texml.simulator.internal.callback.CallbackSender.Answer;
import io.texml.simulator.internal.engine.CallbackSink;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.journal.JournalBook;
import io.texml.simulator.internal.seed.Seed;
import io.texml.simulator.internal.settings.Settings;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedCallback.Outcome;
import io.texml.simulator.script.CallbackDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Callbacks from the moment they are caused to the receiver's answer. With a clock that is moved by hand they are sent
 * one after the other while it moves; otherwise those of one call keep their order and calls do not wait for each other.
 *
 * <p>The platform's lock guards what is due and how it is delivered; sending happens outside of it. A {@code reset} makes
 * what was on its way before it no longer count. The journal's lock comes after the platform's.
 */
public final class CallbackQueue implements CallbackSink, AutoCloseable {

    private final Platform platform;
    private final JournalBook journal;
    private final Settings.Callbacks settings;
    private final boolean oneByOne;
    private final CallbackHosts hosts;
    private final CallbackSender sender;
    private final List<OutgoingCallback> due = new ArrayList<>();
    private final Map<String, CompletableFuture<Void>> lastOfCall = new ConcurrentHashMap<>();
    private CallbackDelivery delivery;
    private final AtomicLong resets = new AtomicLong();

    /** A queue for a platform. */
    public CallbackQueue(Platform platform, Signer signer, JournalBook journal, IntPredicate isOwnPort) {
        this.platform = platform;
        this.journal = journal;
        this.settings = platform.settings().callbacks();
        this.oneByOne = platform.settings().speed() == 0;
        this.hosts = new CallbackHosts(settings.allowedHosts(), isOwnPort);
        this.delivery = settings.delivery();
        this.sender = new CallbackSender(signer, hosts, this::second);
    }

    /** Changes how well callbacks are delivered; the caller holds the lock. */
    public void delivery(CallbackDelivery newDelivery) {
        delivery = newDelivery;
    }

    /** Forgets what has not been sent or answered; the caller holds the lock. */
    public void reset() {
        resets.incrementAndGet();
        due.clear();
        delivery = settings.delivery();
    }

    @Override
    public void send(String kind, @Nullable CallbackTarget target, Call call, Map<String, String> fields) {
        if (target == null) {
            return;
        }
        URI uri = hosts.permitted(target.url());
        long index = platform.identifiers().next("callback");
        if (uri == null) {
            record(kind, target, call.sid(), fields, 1, Outcome.REFUSED, Answer.NONE);
        } else if (happens(delivery.losses(), "callback-lost", index)) {
            record(kind, target, call.sid(), fields, 1, Outcome.LOST, Answer.NONE);
        } else {
            OutgoingCallback callback =
                    new OutgoingCallback(kind, target, uri, call.sid(), fields, 1, resets.get(), null);
            Duration delay = delay(index);
            schedule(callback, delay);
            if (happens(delivery.duplicates(), "callback-twice", index)) {
                schedule(callback, delay);
            }
        }
    }

    @Override
    public void ask(
            String kind,
            CallbackTarget target,
            Call call,
            Map<String, String> fields,
            Consumer<@Nullable Document> reader) {
        URI uri = hosts.permitted(target.url());
        if (uri == null) {
            record(kind, target, call.sid(), fields, 1, Outcome.REFUSED, Answer.NONE);
            reader.accept(null);
        } else {
            schedule(
                    new OutgoingCallback(kind, target, uri, call.sid(), fields, 1, resets.get(), reader),
                    Duration.ZERO);
        }
    }

    /** Sends what is due, and tells whether anything was; the caller does not hold the lock. */
    public boolean deliver() {
        List<OutgoingCallback> now;
        platform.lock().lock();
        try {
            now = List.copyOf(due);
            due.clear();
        } finally {
            platform.lock().unlock();
        }
        for (OutgoingCallback callback : now) {
            if (oneByOne) {
                Answer answer = sender.send(callback).block();
                finish(callback, answer == null ? Answer.NONE : answer);
            } else {
                deliverInOrder(callback);
            }
        }
        return !now.isEmpty();
    }

    /**
     * Sends a callback that a test made, and answers the receiver's status, 0 when there was none; not on an event loop.
     *
     * @throws IllegalArgumentException when callbacks may not go there
     */
    public int sendNow(CallbackMessage message) {
        if (hosts.permitted(message.uri().toString()) == null) {
            throw new IllegalArgumentException(
                    "callbacks may not go to this url; use http or https and a loopback address,"
                            + " or allowCallbacksTo(host) on the simulator's builder");
        }
        Answer answer = sender.send(message).block();
        return answer == null ? 0 : answer.status();
    }

    @Override
    public void close() {
        sender.close();
    }

    private void deliverInOrder(OutgoingCallback callback) {
        CompletableFuture<Void> sent = lastOfCall.compute(callback.callSid(), (sid, before) -> {
            CompletableFuture<Void> previous = before == null ? CompletableFuture.completedFuture(null) : before;
            // What became of the one before does not matter to this one.
            return previous.handle((nothing, failure) -> callback)
                    .thenCompose(next -> next.reset() == resets.get()
                            ? sender.send(next).toFuture()
                            : CompletableFuture.completedFuture(Answer.NONE))
                    .thenAccept(answer -> finish(callback, answer));
        });
        CompletableFuture<Void> unused =
                sent.whenComplete((nothing, failure) -> lastOfCall.remove(callback.callSid(), sent));
    }

    private void finish(OutgoingCallback callback, Answer answer) {
        platform.lock().lock();
        try {
            if (callback.reset() != resets.get()) {
                return;
            }
            boolean delivered = answer.success();
            record(
                    callback.kind(),
                    callback.target(),
                    callback.callSid(),
                    callback.fields(),
                    callback.attempt(),
                    delivered ? Outcome.DELIVERED : Outcome.FAILED,
                    answer);
            Consumer<@Nullable Document> reader = callback.reader();
            if (reader != null) {
                reader.accept(delivered ? answer.document() : null);
            } else if (!delivered && callback.attempt() < settings.attempts()) {
                schedule(callback.next(), Duration.ofSeconds(1L << (callback.attempt() - 1)));
            }
        } finally {
            platform.lock().unlock();
        }
    }

    private void schedule(OutgoingCallback callback, Duration delay) {
        platform.timeline().after(delay, () -> due.add(callback));
    }

    private Duration delay(long index) {
        Seed seed = platform.seed();
        Duration delay = happens(delivery.late(), "callback-late", index) ? delivery.lateness() : Duration.ZERO;
        int shuffle = (int) Math.min(Integer.MAX_VALUE, delivery.shuffle().toMillis());
        return shuffle == 0 ? delay : delay.plusMillis(seed.below(shuffle, "callback-shuffle", index));
    }

    private boolean happens(double share, String purpose, long index) {
        return share > 0 && platform.seed().below(1_000_000, purpose, index) < share * 1_000_000;
    }

    private void record(
            String kind,
            CallbackTarget target,
            String callSid,
            Map<String, String> fields,
            int attempt,
            Outcome outcome,
            Answer answer) {
        journal.add(new RecordedCallback(
                kind,
                platform.timeline().now(),
                callSid,
                target.url(),
                target.method(),
                fields,
                attempt,
                outcome,
                answer.status(),
                answer.text()));
    }

    /** The second that a signature of this moment holds: a simulated one only where time stands still. */
    public long second() {
        return oneByOne ? platform.timeline().now().getEpochSecond() : System.currentTimeMillis() / 1000;
    }
}
