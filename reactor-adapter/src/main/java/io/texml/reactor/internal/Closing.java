package io.texml.reactor.internal;

import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Waits for the end of a client that is being closed, where waiting is allowed. */
public final class Closing {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.client");

    /** Connections end after the grace time. Their event loops may be gone, or one may be the thread that waits. */
    private static final Duration CONNECTIONS = Duration.ofSeconds(2);

    private Closing() {}

    /**
     * Waits, and throws nothing.
     *
     * @param ended closing has begun and goes on whether or not somebody waits
     * @param grace how long what is under way may take
     */
    public static void await(Mono<Void> ended, Duration grace) {
        if (Schedulers.isInNonBlockingThread()) {
            LOGGER.info(
                    "close() does not wait on {}, a thread that must not block; closing goes on. closeLater() tells its end",
                    Thread.currentThread().getName());
            return;
        }
        Duration longest = Timer.countable(Timer.countable(grace).plus(CONNECTIONS));
        try {
            ended.toFuture().get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOGGER.info("close() was interrupted while it waited; closing goes on");
        } catch (TimeoutException notYet) {
            LOGGER.warn("the connections did not end in time; closing goes on");
        } catch (ExecutionException toldAlready) {
            LOGGER.debug("closing failed");
        }
    }
}
