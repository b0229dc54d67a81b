package io.texml.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import io.texml.benchmarks.run.Goals.Verdict;
import io.texml.benchmarks.run.Results.Row;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final String LIST = ListWorkload.variant(1000);

    private final Results results = new Results();

    @Test
    void theMedianIsTheMiddleOneOrTheMeanOfTheTwoInTheMiddle() {
        Row row = new Row("W1", LIST, Contenders.TEXML.name());
        assertThat(results.median(row, "cpu")).isEmpty();
        add(row, "cpu", 9, 1, 5);
        assertThat(results.median(row, "cpu")).isEqualTo(OptionalDouble.of(5));
        results.add(row, "cpu", 7);
        assertThat(results.median(row, "cpu")).isEqualTo(OptionalDouble.of(6));
    }

    @Test
    void aGoalIsJudgedByTheMedianOfTheRatiosOfEachRound() {
        add(new Row("W1", LIST, Contenders.TEXML.name()), "cpu", 120, 10, 260);
        add(new Row("W1", LIST, Contenders.TOKENS.name()), "cpu", 100, 10, 200);

        Verdict verdict = verdict("W1, pages of 1000: CPU per item against L2");

        assertThat(verdict.value()).isEqualTo(1.2);
        assertThat(verdict.lowest()).isEqualTo(1.0);
        assertThat(verdict.highest()).isEqualTo(1.3);
        assertThat(verdict.isMet()).isTrue();
    }

    @Test
    void throughputIsTheOtherWayRoundThanTime() {
        add(new Row("W1", LIST, Contenders.TEXML.name()), "wall", 100);
        add(new Row("W1", LIST, Contenders.WEBCLIENT.name()), "wall", 200);

        assertThat(verdict("W1, pages of 1000: items/s against WebClient").value())
                .isEqualTo(2.0);
    }

    @Test
    void whatWasNotMeasuredIsNotMet() {
        assertThat(Goals.judge(results)).isNotEmpty().noneMatch(Verdict::isMet);
    }

    @Test
    void whoFailsIsReportedWithTheReason() {
        Row row = new Row("W3", "heap 12m", Contenders.TEXML.name());
        results.record(row, Map.of("failed", "OutOfMemoryError"));

        Report report = new Report(results, Map.of("effort", "short"));

        assertThat(report.markdown()).contains("failed: OutOfMemoryError");
        assertThat(report.json()).contains("OutOfMemoryError");
        assertThat(verdict("W3, heap 12m: finishes (1 = yes)").isMet()).isFalse();
    }

    @Test
    void aReportThatWasReadIsTheReportThatWasWritten() {
        add(new Row("W1", LIST, Contenders.TEXML.name()), "cpu", 1.5e8, 2e8);
        add(new Row("W2", CreateWorkload.variant(512, 0), Contenders.BYTES.name()), "wall", 4e8);
        results.record(new Row("W4", StartWorkload.VARIANT, Contenders.TWILIO.name()), Map.of("failed", "dead"));
        Report report = new Report(results, Map.ofEntries(entry("effort", "short"), entry("cores", "2")));

        Report again = Report.read(report.json());

        assertThat(again.json()).isEqualTo(report.json());
        assertThat(again.markdown()).isEqualTo(report.markdown());
        assertThat(again.readmePart()).isEqualTo(report.readmePart());
        assertThat(again.chart()).isEqualTo(report.chart());
    }

    @Test
    void aDialMayAwaitOneRoundTrip() {
        Row row = new Row(RedisWorkload.WORKLOAD, RedisWorkload.slot(1), Contenders.REDIS.name());
        add(row, "requests", 2000, 2000, 2000);
        add(row, "awaited", 2000, 2000, 2000);
        assertThat(verdict("redis, slot, 1 dial waiting: awaited round trips per dial")
                        .isMet())
                .isTrue();

        add(row, "requests", 2000, 2000, 2000, 2000);
        add(row, "awaited", 2100, 2100, 2100, 2100);
        assertThat(verdict("redis, slot, 1 dial waiting: awaited round trips per dial")
                        .isMet())
                .isFalse();
    }

    @Test
    void aFurtherProcessCostsWhatTheEventsOfElevenCostMore() {
        for (int processes : new int[] {1, 11}) {
            Row row = new Row(RedisWorkload.WORKLOAD, RedisWorkload.aloneIn(processes), Contenders.REDIS.name());
            add(row, "requests", 1_000);
            add(row, "cpu", processes * 40e6);
            add(row, "redisCpu", 32e6 + processes * 8e6);
            add(row, "redisOut", processes * 600e3);
        }

        assertThat(new Report(results, Map.of()).eventsPart())
                .contains("first process | 40.0 us | 600 B |", "further one | 8000 ns | 600 B | 40.0 us |")
                .contains("in 50 processes | 6.5 % of its thread | 4.5 MB a second | 0.6 % of a core |");
    }

    @Test
    void whatWasMeasuredAgainTakesThePlaceOfItsWorkloadAndSaysSo() {
        Row list = new Row("W1", LIST, Contenders.TEXML.name());
        Row slot = new Row(RedisWorkload.WORKLOAD, RedisWorkload.slot(1), Contenders.REDIS.name());
        add(list, "cpu", 1e8);
        results.fail(slot, "there is no redis-server");
        Results again = new Results();
        again.add(slot, "wall", 3e8);
        again.add(slot, "requests", 1000);

        Report report = new Report(results, Map.of("when", "Monday"))
                .renewed(
                        new Report(again, Map.of("when", "Friday", "loadBefore", "0.10", "versions", "redis-server 7")),
                        List.of("redis"));

        assertThat(report.markdown())
                .contains("cpu 1000 ns", "wall 300.0 us", "when: Monday", "again: redis: Friday")
                .doesNotContain("there is no redis-server");
        assertThat(report.guidePart())
                .contains("Measured again: redis, Friday, load before: 0.10, with redis-server 7.");
        assertThat(Report.read(report.json()).guidePart()).isEqualTo(report.guidePart());
    }

    @Test
    void thePartReplacesWhatStandsBetweenTheMarks() {
        String readme =
                "before\n<!-- performance: generated by benchmarks/run.sh -->\nold\n<!-- end of performance -->\nafter\n";

        assertThat(ReportFiles.withPart(readme, "new\n")).isEqualTo(readme.replace("old", "new"));
        assertThatIllegalStateException().isThrownBy(() -> ReportFiles.withPart("no marks", "new"));
    }

    private void add(Row row, String metric, double... values) {
        for (double value : values) {
            results.add(row, metric, value);
        }
    }

    private Verdict verdict(String goal) {
        return Goals.judge(results).stream()
                .filter(verdict -> verdict.goal().equals(goal))
                .findFirst()
                .orElseThrow();
    }
}
