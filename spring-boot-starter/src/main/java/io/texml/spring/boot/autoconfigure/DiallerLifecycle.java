package io.texml.spring.boot.autoconfigure;

import io.texml.reactor.dialler.Dialler;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Dials nothing more when the application stops, and gives the calls that live a time to end while the web server still
 * takes their callbacks. What lives then goes on unheard.
 */
final class DiallerLifecycle implements SmartLifecycle {

    /** After what the application starts last and stops first, and before the web server, whose phases are 1024 and 2048 below the largest. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.dialler");

    private final List<Dialler> diallers;
    private final Duration timeout;
    private volatile boolean running;

    DiallerLifecycle(List<Dialler> diallers, Duration timeout) {
        this.diallers = diallers;
        this.timeout = timeout;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        diallers.forEach(Dialler::stop);
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        // The machine's time, as a test's may stand still.
        Mono.firstWithSignal(
                        Mono.whenDelayError(diallers.stream().map(Dialler::stop).toList()),
                        Mono.delay(timeout, Schedulers.parallel()).then())
                .onErrorComplete()
                .doFinally(signal -> {
                    warnOfLiveCalls();
                    callback.run();
                })
                .subscribe();
    }

    private void warnOfLiveCalls() {
        int live = diallers.stream().mapToInt(dialler -> dialler.load().live()).sum();
        if (live > 0) {
            LOGGER.warn("{} calls live on unheard, as texml.dialler.stop-timeout is over", live);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A dialler that is stopped stays so. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
