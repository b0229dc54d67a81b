package io.texml.reactor.internal.exchange;

import io.texml.reactor.internal.time.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * How many exchanges somebody waits for. A permit is free a moment before the caller hears the answer; a client that is
 * closed ends when he has heard it.
 *
 * <p>States: a count, changed by each exchange; {@code closed}, for good. Who makes the count zero looks whether it is
 * closed, and who closes whether the count is zero, so one of both sees the other.
 */
public final class OpenExchanges {

    private final Timer timer;
    private final AtomicInteger open = new AtomicInteger();
    private final Sinks.Empty<Void> none = Sinks.empty();
    private volatile boolean closed;

    public OpenExchanges(Timer timer) {
        this.timer = timer;
    }

    public void begun() {
        open.incrementAndGet();
    }

    /** Its caller was told, or does not want to hear of it. */
    public void ended() {
        if (open.decrementAndGet() == 0) {
            signalIfNone();
        }
    }

    /** From here on every new one ends at once. */
    public void close() {
        closed = true;
        signalIfNone();
    }

    /** Completes when nothing new is begun and none is open any more. */
    public Mono<Void> whenNone() {
        return none.asMono();
    }

    private void signalIfNone() {
        if (closed && open.get() == 0) {
            // Not in the midst of an answer: the subscriber ends its connection.
            timer.schedule(none::tryEmitEmpty, 0);
        }
    }
}
