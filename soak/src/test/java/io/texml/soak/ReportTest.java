package io.texml.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.soak.watch.Bound;
import io.texml.soak.watch.Sample;
import io.texml.soak.work.Application.Load;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Sample SAMPLE =
            new Sample(7, 3 << 20, 1 << 20, Map.of("main", 1), 2, 3, new Load(0, 0, 0, 0, 0, 0, 0, 0));

    @Test
    void oneBrokenBoundBreaksTheRun() {
        Report report = report(Bound.atMost("sockets", 2, 2), Bound.atMost("threads", 4, 5));
        assertThat(report.holds()).isFalse();
        assertThat(report.markdown())
                .contains(
                        "verdict: **a bound is broken**",
                        "| sockets | <= 2 | 2 | yes |",
                        "| threads | <= 4 | 5 | **no** |");
    }

    @Test
    void aRunWhoseBoundsHoldSaysSo() {
        Report report = report(Bound.atMost("sockets", 2, 2));
        assertThat(report.holds()).isTrue();
        assertThat(report.markdown())
                .contains(
                        "verdict: **every bound holds**",
                        "| at rest, warm, 7 s | 3.0 MB | 1.0 MB | 1 | 2 | 3 | 0 | 0 |",
                        "| lists | 12 |",
                        "| lists: ServerException | 1 |",
                        "troubled 9 answers",
                        "| TransportException | 5 |");
    }

    @Test
    void theTableHasALineForEachSample() {
        assertThat(report().csv().lines())
                .hasSize(4)
                .startsWith("seconds,heap,direct,threads,sockets,files,requests,live_calls")
                .endsWith("7,3145728,1048576,1,2,3,0,0");
    }

    private static Report report(Bound... bounds) {
        return new Report(
                Map.of("how long", "60 minutes"),
                List.of(bounds),
                Map.of("lists", 12L),
                Map.of("lists: ServerException", 1L),
                9,
                Map.of("TransportException", 5L),
                0,
                List.of(),
                SAMPLE,
                List.of(SAMPLE),
                SAMPLE);
    }
}
