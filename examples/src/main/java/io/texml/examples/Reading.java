package io.texml.examples;

import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/** The part of the main job that only reads: a filtered stream, a stream that stops early, and an export. */
final class Reading {

    private static final int EARLY_CALLS = 250;
    private static final int EARLY_PAGE_SIZE = 100;

    private final TexmlClient client;
    private final LongSupplier pagesFetched;
    private final InstantSource clock;
    private final PrintWriter out;

    /**
     * Reads with a client.
     *
     * @param pagesFetched how many pages of calls were fetched up to now
     * @param clock the clock by which the server dates calls, as near as this program knows it
     */
    Reading(TexmlClient client, LongSupplier pagesFetched, InstantSource clock, PrintWriter out) {
        this.client = client;
        this.pagesFetched = pagesFetched;
        this.clock = clock;
        this.out = out;
    }

    void run(long export, Path file) {
        streamWithFilter();
        stopEarly();
        exportTo(file, export);
    }

    /** The number of calls is counted as they stream by; no page is kept. */
    private void streamWithFilter() {
        long before = pagesFetched.getAsLong();
        ListCalls query = ListCalls.builder()
                .status(CallStatus.BUSY)
                .startedAfter(
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(30))
                .pageSize(500)
                .build();
        long busy = Objects.requireNonNull(client.calls().list(query).count().block());
        out.printf(
                "Stream   %s of the last 30 days met a busy line (%s of 500)%n",
                Programs.counted(busy, "call"), Programs.counted(pagesFetched.getAsLong() - before, "page"));
        out.flush();
    }

    /** Three pages hold what is asked for: a fourth is never fetched. */
    private void stopEarly() {
        long before = pagesFetched.getAsLong();
        List<Call> first = Objects.requireNonNull(client.calls()
                .list(ListCalls.builder().pageSize(EARLY_PAGE_SIZE).build())
                .take(EARLY_CALLS)
                .collectList()
                .block());
        out.printf(
                "Stop     the first %s needed %s of %,d, and no further page was fetched%n",
                Programs.counted(first.size(), "call"),
                Programs.counted(pagesFetched.getAsLong() - before, "page"),
                EARLY_PAGE_SIZE);
        out.flush();
    }

    private void exportTo(Path file, long limit) {
        long start = System.nanoTime();
        ListCalls query = ListCalls.builder().pageSize(1000).build();
        long written;
        try (JobProgress progress = JobProgress.on(out, "Export", limit)) {
            written = Objects.requireNonNull(
                    NdjsonFile.write(client.calls().list(query).take(limit), file, progress::show)
                            .block());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf("Export   %s in %.1f s, one JSON object a line, in%n", Programs.counted(written, "call"), seconds);
        out.printf("         %s%n", file.toAbsolutePath());
        out.flush();
    }
}
