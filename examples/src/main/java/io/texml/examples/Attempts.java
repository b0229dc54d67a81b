package io.texml.examples;

import io.texml.ExchangeObserver;
import io.texml.TexmlException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tells of requests that failed and are tried again, so that nobody wonders why nothing moves. */
public class Attempts implements ExchangeObserver {

    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final Consumer<String> lines;
    private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - PAUSE);

    /** Tells it there, a line each. */
    public Attempts(Consumer<String> lines) {
        this.lines = lines;
    }

    /** At most once a second, however many requests fail at once. */
    @Override
    public final void onRetry(TexmlException failure, Duration delay) {
        long now = System.nanoTime();
        long before = toldAt.get();
        if (now - before >= PAUSE && toldAt.compareAndSet(before, now)) {
            lines.accept(line(failure.attempts(), Programs.sentence(failure), delay));
        }
    }

    /** What is told. */
    protected String line(int attempt, String problem, Duration delay) {
        return String.format(
                Locale.ROOT,
                "Attempt %d failed, the next one is in %.1f s: %s",
                attempt,
                delay.toMillis() / 1000.0,
                problem);
    }
}
