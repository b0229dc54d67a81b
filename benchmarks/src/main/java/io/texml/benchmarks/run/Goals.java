package io.texml.benchmarks.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What the client should reach, each a ratio within one run. */
final class Goals {

    /** One goal and how near it is. */
    record Verdict(
            String goal,
            double limit,
            boolean atMost,
            @Nullable Double value,
            double lowest,
            double highest) {

        boolean isMet() {
            return value != null && (atMost ? value <= limit : value >= limit);
        }
    }

    private final Results results;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Goals(Results results) {
        this.results = results;
    }

    static List<Verdict> judge(Results results) {
        Goals goals = new Goals(results);
        goals.lists();
        goals.dialling();
        goals.memory();
        goals.rest();
        goals.exports();
        goals.redis();
        return goals.verdicts;
    }

    private void lists() {
        for (int pageSize : new int[] {1000, 50}) {
            String variant = ListWorkload.variant(pageSize);
            String name = "W1, " + variant + ": ";
            ratio(name + "CPU per item against L2", "W1", variant, "cpu", Contenders.TOKENS, 1.25, true);
            ratio(
                    name + "allocation per item against databind",
                    "W1",
                    variant,
                    "allocated",
                    Contenders.RECORDS,
                    1.0,
                    true);
            speed(name + "items/s against WebClient", "W1", variant, Contenders.WEBCLIENT, 1.4);
            speed(name + "items/s against OkHttp", "W1", variant, Contenders.OKHTTP, 1.1);
            speed(name + "items/s against twilio-java", "W1", variant, Contenders.TWILIO, 4.0);
        }
        for (int pageSize : new int[] {1000, 50}) {
            String variant = ListWorkload.variant(pageSize);
            ratio("W1r, " + variant + ": CPU per item against L1", "W1r", variant, "cpu", Contenders.BYTES, 1.3, true);
        }
    }

    private void dialling() {
        for (int delay : new int[] {0, 20}) {
            for (int callers : CreateWorkload.CALLERS) {
                String variant = CreateWorkload.variant(callers, delay);
                String name = "W2, " + variant + ": ";
                speed(name + "requests/s against L1", "W2", variant, Contenders.BYTES, delay == 0 ? 0.9 : 0.97);
                ratio(name + "p99 against L1", "W2", variant, "p99", Contenders.BYTES, 1.2, true);
                ratio(name + "allocation against L1", "W2", variant, "allocated", Contenders.BYTES, 1.45, true);
            }
        }
        speed(
                "W2, 512 callers, 0 ms: requests/s against WebClient",
                "W2",
                CreateWorkload.variant(512, 0),
                Contenders.WEBCLIENT,
                1.5);
    }

    private void memory() {
        for (String heap : HeapWorkload.HEAPS) {
            Results.Row row = texml("W3", "heap " + heap);
            boolean ran = results.rows().containsKey(row);
            boolean finished = ran && !results.failures().containsKey(row);
            add("W3, heap " + heap + ": finishes (1 = yes)", ran ? List.of(finished ? 1.0 : 0.0) : List.of(), 1, false);
        }
        add(
                "W3: time with 16 MB against 64 MB",
                results.ratios(texml("W3", "heap 16m"), texml("W3", "heap 64m"), "wall"),
                1.25,
                true);
        add(
                "W3: what reading one page ahead gains",
                results.ratios(texml("W3", "reading 0 ahead"), texml("W3", "reading 1 ahead"), "wall"),
                1.6,
                false);
    }

    private void rest() {
        ratio("W4: first answer against L1", "W4", StartWorkload.VARIANT, "wall", Contenders.BYTES, 1.15, true);
        String variant = CreateWorkload.variant(512, 0);
        Results.Row guarded = new Results.Row("W5", variant, Contenders.TEXML_OBSERVED.name());
        Results.Row bare = new Results.Row("W5", variant, Contenders.TEXML_BARE.name());
        add("W5: throughput with the guarantees against without", results.ratios(bare, guarded, "wall"), 0.97, false);
        List<Double> bytes = new ArrayList<>();
        List<Double> with = results.values(guarded, "allocated");
        List<Double> without = results.values(bare, "allocated");
        List<Double> requests = results.values(guarded, "requests");
        for (int i = 0; i < Math.min(with.size(), without.size()); i++) {
            bytes.add((with.get(i) - without.get(i)) / requests.get(i));
        }
        add("W5: bytes per request for the guarantees", bytes, 600, true);
        add(
                "parts: page publisher per item against Flux.fromIterable",
                results.ratios(
                        texml(PartsWorkload.WORKLOAD, "PublisherBenchmark.pages"),
                        texml(PartsWorkload.WORKLOAD, "PublisherBenchmark.fromIterable"),
                        "nanos"),
                1.2,
                true);
        part("parts: a document written against the JDK's StAX by hand", "DocumentBenchmark.write", "nanos", 1.2);
        part("parts: a document read against the JDK's StAX by hand", "DocumentBenchmark.parse", "nanos", 1.2);
        Results.Row signed = texml(PartsWorkload.WORKLOAD, "CallbackBenchmark.signed");
        add(
                "parts: CPU of a signed callback against Signature.verify alone",
                Results.ratios(results.values(signed, "cpu"), results.values(signed, "cpuByHand")),
                1.15,
                true);
        part(
                "parts: a server's CPU for a callback over HTTP against a handler by hand",
                "CallbackBenchmark.overHttp",
                "cpu",
                1.25);
        add(
                "parts: callbacks/s of one core from the bytes to who listens, without the check",
                results.values(texml(PartsWorkload.WORKLOAD, "CallbackBenchmark.handled"), "cpu").stream()
                        .map(nanos -> 1e9 / nanos)
                        .toList(),
                20_000,
                false);
    }

    private void exports() {
        String lines = ExportWorkload.Form.NDJSON.variant();
        String name = "W6, " + lines + ": ";
        ratio(name + "time against curl", ExportWorkload.WORKLOAD, lines, "wall", Contenders.CURL, 1.2, true);
        nanosPerCall(name + "CPU in ns per call", lines, 1_500);
        add(
                name + "resident MB",
                results.values(texml(ExportWorkload.WORKLOAD, lines), "resident").stream()
                        .map(bytes -> bytes / 1e6)
                        .toList(),
                120,
                true);
        String csv = ExportWorkload.Form.CSV.variant();
        nanosPerCall("W6, " + csv + ": CPU in ns per call", csv, 3_000);
        String gzip = ExportWorkload.Form.GZIP.variant();
        ratio(
                "W6, " + gzip + ": time against curl and gzip",
                ExportWorkload.WORKLOAD,
                gzip,
                "wall",
                Contenders.CURL_AND_GZIP,
                1.2,
                true);
    }

    private void nanosPerCall(String goal, String variant, double limit) {
        Results.Row row = texml(ExportWorkload.WORKLOAD, variant);
        add(goal, Results.ratios(results.values(row, "cpu"), results.values(row, "requests")), limit, true);
    }

    /** One for each dial, and fewer where one serves several that wait. */
    private void redis() {
        for (int waiting : RedisWorkload.WAITING) {
            awaited(RedisWorkload.slot(waiting), waiting == 1 ? 1.0 : 0.99);
        }
        awaited(RedisWorkload.PACED, 0.99);
    }

    private void awaited(String variant, double limit) {
        Results.Row row = new Results.Row(RedisWorkload.WORKLOAD, variant, Contenders.REDIS.name());
        add(
                "redis, " + variant + ": awaited round trips per dial",
                Results.ratios(results.values(row, "awaited"), results.values(row, "requests")),
                limit,
                true);
    }

    /** A part against the same by hand. */
    private void part(String goal, String benchmark, String metric, double limit) {
        add(
                goal,
                results.ratios(
                        texml(PartsWorkload.WORKLOAD, benchmark),
                        texml(PartsWorkload.WORKLOAD, benchmark + "ByHand"),
                        metric),
                limit,
                true);
    }

    private void ratio(
            String goal,
            String workload,
            String variant,
            String metric,
            Contenders other,
            double limit,
            boolean atMost) {
        Results.Row row = new Results.Row(workload, variant, other.name());
        add(goal, results.ratios(texml(workload, variant), row, metric), limit, atMost);
    }

    /** Throughput is the other way round than time. */
    private void speed(String goal, String workload, String variant, Contenders other, double limit) {
        Results.Row row = new Results.Row(workload, variant, other.name());
        add(goal, results.ratios(row, texml(workload, variant), "wall"), limit, false);
    }

    private void add(String goal, List<Double> values, double limit, boolean atMost) {
        OptionalDouble median = Results.median(values);
        if (median.isEmpty()) {
            verdicts.add(new Verdict(goal, limit, atMost, null, 0, 0));
        } else {
            verdicts.add(new Verdict(
                    goal, limit, atMost, median.getAsDouble(), Collections.min(values), Collections.max(values)));
        }
    }

    private static Results.Row texml(String workload, String variant) {
        return new Results.Row(workload, variant, Contenders.TEXML.name());
    }
}
