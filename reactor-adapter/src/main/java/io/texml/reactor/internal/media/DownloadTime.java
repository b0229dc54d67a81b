package io.texml.reactor.internal.media;

import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How much of its time a download has used up: by the client's clock while it waits, by the machine's while it is under
 * way, as moved time must not cut a real socket. Its phases follow each other; nothing is locked.
 */
final class DownloadTime {

    private final @Nullable Duration total;
    private volatile Duration spent = Duration.ZERO;

    DownloadTime(@Nullable Duration total) {
        this.total = total;
    }

    /** A phase, which ends with a failure when the time is used up. */
    <T> Flux<T> limit(Flux<T> phase, Timer clock, Supplier<? extends Throwable> failure) {
        if (total == null) {
            return phase;
        }
        Duration allowed = total;
        return Flux.defer(() -> {
            long start = clock.nanos();
            Mono<Void> end = clock.delay(allowed.minus(spent)).then(Mono.error(failure));
            return phase.takeUntilOther(end).doOnTerminate(() -> hasPassed(clock.since(start)));
        });
    }

    /** Time that nothing was under way in. */
    void hasPassed(Duration time) {
        spent = spent.plus(time);
    }

    /** Whether a pause would leave nothing. */
    boolean isTooShortFor(Duration pause) {
        return total != null && pause.compareTo(total.minus(spent)) >= 0;
    }
}
