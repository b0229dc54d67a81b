package io.texml.examples.export;

import io.texml.examples.Attempts;
import io.texml.examples.Programs;
import io.texml.examples.Terminal;
import io.texml.examples.command.ProgressStyle;
import io.texml.policy.RateLimitState;
import io.texml.reactor.export.ExportPage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Says how far an export is, on the standard error. */
final class Progress implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long UNKNOWN = -1;

    private final ProgressStyle style;
    private final PrintStream err;
    private final Supplier<RateLimitState> limiter;
    private final long itemsBefore;
    private final boolean byDay;
    private final long limit;
    private final long startedAt = System.nanoTime();
    private final @Nullable ProgressBar bar;
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
            ProgressStyle style,
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
        this.bar = style == ProgressStyle.TERMINAL ? bar() : null;
        this.clock = style == ProgressStyle.NONE ? null : schedule();
    }

    /** It is full at the limit, or when no day is left; where there is neither, it only moves. */
    private ProgressBar bar() {
        ProgressBarBuilder builder =
                Terminal.bar("Export", limit < Long.MAX_VALUE ? limit : byDay ? 1 : UNKNOWN, text -> {
                    err.print(text);
                    err.flush();
                });
        if (limit < Long.MAX_VALUE) {
            return builder.startsFrom(itemsBefore, Duration.ZERO).build();
        }
        return (byDay ? builder.setUnit(" days", 1) : builder.hideEta()).build();
    }

    private ScheduledExecutorService schedule() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "texml-export-progress");
            daemon.setDaemon(true);
            return daemon;
        });
        long pause = style == ProgressStyle.TERMINAL ? 200 : style == ProgressStyle.JSON ? 1_000 : 5_000;
        // The executor itself says what goes wrong: a report that fails ends the reports, not the export.
        var unused = thread.scheduleAtFixedRate(this::report, pause, pause, TimeUnit.MILLISECONDS);
        return thread;
    }

    /** Tells of failed attempts in the same way. */
    static Attempts attempts(ProgressStyle style, PrintStream err) {
        return new Attempts(err::println) {
            @Override
            protected String line(int attempt, String problem, Duration delay) {
                String plain = super.line(attempt, problem, delay);
                return style != ProgressStyle.JSON
                        ? (style == ProgressStyle.TERMINAL ? "\r\u001b[K" : "") + plain
                        : "{\"failed_attempt\":" + attempt + ",\"retry_in_ms\":" + delay.toMillis() + ",\"problem\":"
                                + MAPPER.writeValueAsString(problem) + "}";
            }
        };
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
            if (style != ProgressStyle.PLAIN) {
                report();
            }
        }
        if (bar != null) {
            bar.close();
            err.println();
        }
    }

    private void report() {
        Duration elapsed = elapsed();
        RateLimitState rateLimit = limiter.get();
        if (style == ProgressStyle.JSON) {
            err.println(asJson(elapsed, rateLimit));
        } else if (bar == null) {
            Long secondsLeft = secondsLeft(elapsed);
            err.println(facts(elapsed) + limiterText(rateLimit) + ", " + clockFace(elapsed)
                    + (secondsLeft == null ? "" : ", about " + clockFace(Duration.ofSeconds(secondsLeft)) + " left"));
        } else {
            show(bar, elapsed, rateLimit);
        }
    }

    private void show(ProgressBar bar, Duration elapsed, RateLimitState rateLimit) {
        bar.setExtraMessage(" " + facts(elapsed) + limiterText(rateLimit));
        if (limit < Long.MAX_VALUE || !byDay) {
            bar.stepTo(itemsBefore + items);
        } else if (daysDone > 0) {
            bar.maxHint(daysDone + daysLeft);
            bar.stepTo(daysDone);
        }
    }

    private String asJson(Duration elapsed, RateLimitState rateLimit) {
        return String.format(
                Locale.ROOT,
                "{\"items\":%d,\"items_before\":%d,\"pages\":%d,\"items_per_second\":%.0f,\"elapsed_seconds\":%d,"
                        + "\"rate_limit_pause_ms\":%d,\"rate_limit\":%s,\"rate_limit_remaining\":%s,\"seconds_left\":%s}",
                items,
                itemsBefore,
                pages,
                rate(elapsed),
                elapsed.toSeconds(),
                rateLimit.pausedFor().toMillis(),
                rateLimit.limit(),
                rateLimit.remaining(),
                secondsLeft(elapsed));
    }

    private String facts(Duration elapsed) {
        return String.format(
                Locale.ROOT,
                "%s, %s, %,.0f items/s",
                Programs.counted(itemsBefore + items, "item"),
                Programs.counted(pages, "page"),
                rate(elapsed));
    }

    private double rate(Duration elapsed) {
        return items / Math.max(0.001, elapsed.toMillis() / 1000.0);
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
        return limit.remaining() == null ? "" : ", " + Programs.counted(limit.remaining(), "request") + " left";
    }

    private static String clockFace(Duration duration) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
