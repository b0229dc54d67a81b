package io.texml.simulator.internal.page;

import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Tells browsers that something has changed, and no more: each then asks for what it shows, when it is ready to. So whoever
 * is slow asks seldom and holds up nobody, and however much happens, each is told a few times a second. One clock looks for
 * all of them, and only while there are any.
 */
final class Changes {

    /** Between two looks, in real time. */
    static final Duration PAUSE = Duration.ofMillis(250);

    private static final String EVENT = "event: changed\ndata: \n\n";

    private final Flux<Object> states;

    /**
     * Changes of a state.
     *
     * @param looks when to look
     * @param state what is looked at: another value when something has changed
     */
    Changes(Flux<?> looks, Supplier<Object> state) {
        states = looks.onBackpressureDrop().map(look -> state.get()).publish().refCount();
    }

    static Changes every(Duration pause, Supplier<Object> state) {
        // Looking takes the platform's lock, which may have to be waited for.
        return new Changes(Flux.interval(Duration.ZERO, pause, Schedulers.boundedElastic()), state);
    }

    /**
     * Server-sent events for one browser. The first comes with the next look, so that nothing is missed between the page and
     * the stream; what the browser has not taken is told once.
     */
    Flux<String> stream() {
        return Flux.concat(
                Flux.just(": here\n\n"),
                states.distinctUntilChanged().map(changed -> EVENT).onBackpressureLatest());
    }
}
