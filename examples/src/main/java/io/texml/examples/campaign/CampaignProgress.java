package io.texml.examples.campaign;

import io.texml.examples.Programs;
import io.texml.examples.Terminal;
import io.texml.examples.command.ProgressStyle;
import io.texml.reactor.campaign.CampaignLoad;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Says how far a campaign is, on the standard error. */
final class CampaignProgress implements AutoCloseable {

    private final ProgressStyle style;
    private final PrintStream err;
    private final Supplier<CampaignLoad> load;
    private final long contacts;
    private final long startedAt = System.nanoTime();
    private final @Nullable ProgressBar bar;
    private final @Nullable ScheduledExecutorService clock;

    CampaignProgress(ProgressStyle style, PrintStream err, Supplier<CampaignLoad> load, long contacts) {
        this.style = style;
        this.err = err;
        this.load = load;
        this.contacts = contacts;
        this.bar = style != ProgressStyle.TERMINAL
                ? null
                : Terminal.bar("Campaign", contacts, text -> {
                            err.print(text);
                            err.flush();
                        })
                        .hideEta()
                        .build();
        this.clock = style == ProgressStyle.NONE ? null : schedule();
    }

    private ScheduledExecutorService schedule() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "texml-campaign-progress");
            daemon.setDaemon(true);
            return daemon;
        });
        long pause = style == ProgressStyle.TERMINAL ? 200 : style == ProgressStyle.JSON ? 1_000 : 5_000;
        // The executor itself says what goes wrong: a report that fails ends the reports, not the campaign.
        var unused = thread.scheduleAtFixedRate(this::report, pause, pause, TimeUnit.MILLISECONDS);
        return thread;
    }

    double seconds() {
        return (System.nanoTime() - startedAt) / 1e9;
    }

    private void report() {
        CampaignLoad now = load.get();
        if (bar != null) {
            bar.stepTo(now.done());
            bar.setExtraMessage(" " + facts(now));
        } else if (style == ProgressStyle.JSON) {
            err.printf(
                    Locale.ROOT,
                    "{\"contacts\":%d,\"done\":%d,\"live\":%d,\"waiting\":%d,\"redials_due\":%d,\"redials_later\":%d,"
                            + "\"dialled\":%d,\"dials_per_second\":%.1f}%n",
                    contacts,
                    now.done(),
                    now.live(),
                    now.waiting(),
                    now.redialsDue(),
                    now.redialsWaiting(),
                    now.dialled(),
                    rate(now));
        } else {
            err.println(Programs.counted(now.done(), "contact") + " of " + String.format(Locale.ROOT, "%,d", contacts)
                    + " done, " + facts(now));
        }
    }

    private String facts(CampaignLoad now) {
        return String.format(
                Locale.ROOT,
                "%,d live, %,d waiting, redials: %,d due, %,d later; %.1f dials/s%s",
                now.live(),
                now.waiting(),
                now.redialsDue(),
                now.redialsWaiting(),
                rate(now),
                now.isStopping() ? ", stopping" : "");
    }

    private double rate(CampaignLoad now) {
        return now.dialled() / Math.max(0.001, seconds());
    }

    @Override
    public void close() {
        if (clock != null) {
            clock.shutdown();
            if (style != ProgressStyle.PLAIN) {
                report();
            }
        }
        if (bar != null) {
            bar.close();
            err.println();
        }
    }
}
