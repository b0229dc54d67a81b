package io.texml.examples.export;

import io.texml.policy.RateLimitState;
import io.texml.reactor.export.ExportPage;
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
    private final boolean byDay;
    private final long limit;
    private final long startedAt = System.nanoTime();
    private final @Nullable ScheduledExecutorService clock;

    private volatile long items;
    private volatile long pages;
    private volatile long daysDone;
    private volatile long daysLeft;

    /**
     * Starts it.
     *
     * @param itemsBefore what earlier runs exported
     * @param byDay whether the export goes day by day, so that the days tell when it will end
     * @param limit how many items there may be, those of earlier runs included
     */
    Progress(
            Style style,
            PrintStream err,
            Supplier<RateLimitState> limiter,
            long itemsBefore,
            boolean byDay,
            long limit) {
        this.style = style;
        this.err = err;
        this.limiter = limiter;
        this.itemsBefore = itemsBefore;
        this.byDay = byDay;
        this.limit = limit;
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
    void page(int itemsWritten, ExportPage page) {
        items += itemsWritten;
        pages++;
        daysLeft = page.slicesLeft();
        if (page.isLast()) {
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
        RateLimitState rateLimit = limiter.get();
        Long secondsLeft = secondsLeft(elapsed);
        if (style == Style.JSON) {
            err.printf(
                    Locale.ROOT,
                    "{\"items\":%d,\"items_before\":%d,\"pages\":%d,\"items_per_second\":%.0f,\"elapsed_seconds\":%d,"
                            + "\"rate_limit_pause_ms\":%d,\"rate_limit\":%s,\"rate_limit_remaining\":%s,\"seconds_left\":%s}%n",
                    items,
                    itemsBefore,
                    pages,
                    rate,
                    elapsed.toSeconds(),
                    rateLimit.pausedFor().toMillis(),
                    rateLimit.limit(),
                    rateLimit.remaining(),
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
                limiterText(rateLimit),
                secondsLeft == null ? "" : ", about " + clockFace(Duration.ofSeconds(secondsLeft)) + " left");
        if (style == Style.TERMINAL) {
            // Without the wrapping of long lines, which could not be written over.
            err.print("\r\u001b[?7l" + text + "\u001b[K\u001b[?7h");
            err.flush();
        } else {
            err.println(text);
        }
    }

    /** From the days that are left, or the items that the limit leaves, whichever is sooner; null when neither tells. */
    private @Nullable Long secondsLeft(Duration elapsed) {
        double fromDays = byDay && daysDone > 0 ? (double) daysLeft / daysDone : Double.MAX_VALUE;
        double fromLimit = limit < Long.MAX_VALUE && items > 0
                ? (double) Math.max(0, limit - itemsBefore - items) / items
                : Double.MAX_VALUE;
        double runsLeft = Math.min(fromDays, fromLimit);
        return runsLeft == Double.MAX_VALUE ? null : Math.round(elapsed.toMillis() / 1000.0 * runsLeft);
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
