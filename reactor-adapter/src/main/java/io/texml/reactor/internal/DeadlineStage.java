package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.SaturationException;
import io.texml.TexmlException;
import io.texml.TransportException;
import reactor.core.publisher.Mono;

/** Ends an exchange when its total time is used up, wherever it is at that moment. */
final class DeadlineStage implements Stage {

    private final Stage next;
    private final Timer timer;

    DeadlineStage(Stage next, Timer timer) {
        this.next = next;
        this.timer = timer;
    }

    @Override
    public <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange) {
        return next.exchange(exchange)
                .timeout(
                        exchange.remaining(timer.nanos()),
                        Mono.error(() -> deadlinePassed(exchange)),
                        timer.scheduler());
    }

    private static TexmlException deadlinePassed(Exchange<?> exchange) {
        if (exchange.isSent()) {
            exchange.markAmbiguous();
        }
        TexmlException failure = exchange.attempts() == 0
                ? neverSent(exchange)
                : new TransportException(
                        TransportException.Phase.DEADLINE,
                        "the total timeout of " + exchange.totalTimeout().toMillis() + " ms is used up",
                        exchange.details(),
                        null);
        exchange.earlierFailures().forEach(failure::addSuppressed);
        return failure;
    }

    private static TexmlException neverSent(Exchange<?> exchange) {
        return exchange.waitsForPace()
                ? new SaturationException(
                        SaturationException.Bound.DIAL_PACE,
                        "dial less at once or allow a longer total timeout",
                        exchange.details())
                : new SaturationException(
                        SaturationException.Bound.QUEUE_TIME,
                        "its total timeout passed first; allow more time, raise maxConcurrency or send less",
                        exchange.details());
    }
}
