package io.texml.benchmarks.redis;

import io.texml.reactor.callbacks.CallbackEvents;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * A way in which an account keeps its limits and hears its events. What {@link #slot} and the others like it give is run when
 * the dial was answered, or the call has ended.
 */
public interface Coordination extends AutoCloseable {

    /** A pace for which nobody waits, so that the cost of asking shows. */
    int FREE_DIALS = 5_000;

    /** The window of that pace. */
    Duration FREE_WINDOW = Duration.ofMillis(1);

    /** What Telnyx allows in 5 seconds, a hundred times as often. */
    int DIALS = 150;

    /** The window of that pace. */
    Duration WINDOW = Duration.ofMillis(50);

    /** More than any case has calls at once. */
    int LIVE_CALLS = 1_000;

    /** The right to dial now, at {@link #FREE_DIALS} in {@link #FREE_WINDOW}. */
    Mono<Runnable> slot();

    /** The same at {@link #DIALS} in {@link #WINDOW}. */
    Mono<Runnable> pacedSlot();

    /** The right to let one of {@link #LIVE_CALLS} live. */
    Mono<Runnable> permit();

    /**
     * The account's events, as each of its processes hears them; the first publishes. Those of an earlier call hear no more
     * where there are fewer now.
     *
     * @param processes how many there are
     */
    List<? extends CallbackEvents> events(int processes);

    @Override
    void close();
}
