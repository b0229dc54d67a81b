package io.texml.examples.export;

import io.texml.policy.RateLimitState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says how far an export is, on the standard error. */
final class Progress implements AutoCloseable {

    /** How it is said. */
    enum Style {
        /** One line on a terminal that is written over. */
        TERMINAL,
        /** A line now and then. */
        PLAIN,
        /** An object now and then, one a line. */
        JSON,
        /** Not at all. */
        NONE
    }

    private final Style style;
    private final PrintStream err;
    private final Supplier<RateLimitState> limiter;
    private final long itemsBefore;
    private final long daysInAll;
    private final long startedAt = System.nanoTime();
    private final @Nullable ScheduledExecutorService clock;

    private volatile long items;
    private volatile long pages;
    private volatile long daysDone;

    /**
     * Starts it.
     *
     * @param itemsBefore what earlier runs exported
     * @param daysInAll how many days are to be exported; 0 when that is not known
     */
    Progress(Style style, PrintStream err, Supplier<RateLimitState> limiter, long itemsBefore, long daysInAll) {
        this.style = style;
        this.err = err;
        this.limiter = limiter;
        this.itemsBefore = itemsBefore;
        this.daysInAll = daysInAll;
        this.clock = style == Style.NONE ? null : schedule();
    }

    private ScheduledExecutorService schedule() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "texml-export-progress");
            daemon.setDaemon(true);
            return daemon;
        });
        long pause = style == Style.TERMINAL ? 250 : style == Style.JSON ? 1_000 : 5_000;
        // The executor itself says what goes wrong: a report that fails ends the reports, not the export.
        var unused = thread.scheduleAtFixedRate(this::report, pause, pause, TimeUnit.MILLISECONDS);
        return thread;
    }

    /** A page is written. Called by one thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void page(int itemsOnPage, boolean endOfDay) {
        items += itemsOnPage;
        pages++;
        if (endOfDay) {
            daysDone++;
        }
    }

    long items() {
        return items;
    }

    long pages() {
        return pages;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    @Override
    public void close() {
        ScheduledExecutorService thread = clock;
        if (thread != null) {
            thread.shutdown();
            if (style != Style.PLAIN) {
                report();
            }
            if (style == Style.TERMINAL) {
                err.println();
            }
        }
    }

    private void report() {
        Duration elapsed = elapsed();
        double rate = items / Math.max(0.001, elapsed.toMillis() / 1000.0);
        RateLimitState limit = limiter.get();
        Long secondsLeft = secondsLeft(elapsed);
        if (style == Style.JSON) {
            err.printf(
                    Locale.ROOT,
                    "{\"items\":%d,\"items_before\":%d,\"pages\":%d,\"items_per_second\":%.0f,\"elapsed_seconds\":%d,"
                            + "\"limiter_paused_ms\":%d,\"limit\":%s,\"remaining\":%s,\"seconds_left\":%s}%n",
                    items,
                    itemsBefore,
                    pages,
                    rate,
                    elapsed.toSeconds(),
                    limit.pausedFor().toMillis(),
                    limit.limit(),
                    limit.remaining(),
                    secondsLeft);
            return;
        }
        String text = String.format(
                Locale.ROOT,
                "%,d items, %,d pages, %,.0f items/s, %s%s%s",
                itemsBefore + items,
                pages,
                rate,
                clockFace(elapsed),
                limiterText(limit),
                secondsLeft == null ? "" : ", about " + clockFace(Duration.ofSeconds(secondsLeft)) + " left");
        if (style == Style.TERMINAL) {
            err.print("\r\u001b[K" + text);
            err.flush();
        } else {
            err.println(text);
        }
    }

    private @Nullable Long secondsLeft(Duration elapsed) {
        long done = daysDone;
        return daysInAll == 0 || done == 0 ? null : elapsed.toSeconds() * Math.max(0, daysInAll - done) / done;
    }

    private static String limiterText(RateLimitState limit) {
        if (!limit.pausedFor().isZero()) {
            return ", waits " + clockFace(limit.pausedFor()) + " for the rate limit";
        }
        return limit.remaining() == null ? "" : ", " + limit.remaining() + " requests left in the window";
    }

    private static String clockFace(Duration duration) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
