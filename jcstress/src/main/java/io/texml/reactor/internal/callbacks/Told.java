package io.texml.reactor.internal.callbacks;

import io.texml.reactor.internal.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A hub in which subscribers are called on the thread that tells, and one call. */
final class Told {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String CALL = "call";

    final EventHub<String> hub;

    Told() {
        HandClock clock = new HandClock();
        hub = new EventHub<>(new EventHub.Bounds(8, 8, 8, LONG, 8, LONG), clock.timer(), clock);
    }

    void publish(String event, String identity) {
        hub.publish(event, identity, List.of(CALL));
    }

    void follow(Reader reader) {
        hub.about(CALL).subscribe(reader);
    }

    /** Counts what it reads. */
    static final class Reader extends BaseSubscriber<String> {

        private final AtomicInteger read = new AtomicInteger();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            requestUnbounded();
        }

        @Override
        protected void hookOnNext(String event) {
            read.incrementAndGet();
        }

        int read() {
            return read.get();
        }
    }
}
