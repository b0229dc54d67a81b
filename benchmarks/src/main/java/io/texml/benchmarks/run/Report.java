package io.texml.benchmarks.run;

import io.texml.benchmarks.run.Goals.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was measured and where, as JSON, as Markdown and as parts of the README and the guide. All but the JSON is made from what
 * stands in the JSON, so that a test can tell whether they belong together.
 */
final class Report {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Metrics of a whole round, of which the report shows what one item, request or the like has of them. */
    private static final Set<String> SUMS =
            Set.of("wall", "cpu", "allocated", "redisCpu", "redisOut", "awaited", "beside");

    /** What one would use instead, in the README's table. */
    private static final List<Contenders> LIKELY_CHOICES =
            List.of(Contenders.TEXML, Contenders.WEBCLIENT, Contenders.OKHTTP, Contenders.TWILIO);

    /** What the environment calls workloads that were measured in another run. */
    private static final String AGAIN = "measured again: ";

    private final Results results;
    private final List<Verdict> verdicts;
    private final Map<String, String> environment;

    Report(Results results, Map<String, String> environment) {
        this.results = results;
        this.verdicts = Goals.judge(results);
        this.environment = environment;
    }

    /** Reads what {@link #json} wrote. */
    static Report read(String json) {
        JsonNode whole = JSON.readTree(json);
        Results results = new Results();
        for (JsonNode entry : whole.get("measured")) {
            Results.Row row = new Results.Row(
                    entry.get("workload").asString(),
                    entry.get("case").asString(),
                    Contenders.titled(entry.get("contender").asString()).name());
            results.note(row);
            if (entry.has("failed")) {
                results.fail(row, entry.get("failed").asString());
            }
            entry.properties().forEach(member -> {
                if (member.getValue().isArray()) {
                    member.getValue().forEach(value -> results.add(row, member.getKey(), value.asDouble()));
                }
            });
        }
        return new Report(results, JSON.convertValue(whole.get("environment"), new TypeReference<>() {}));
    }

    /** This one with what another has measured again, which says when and with what. */
    Report renewed(Report again, List<String> workloads) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put(
                AGAIN + String.join(", ", workloads),
                again.environment.get("when") + ", load before: " + again.environment.get("loadBefore") + ", with "
                        + again.environment.get("versions"));
        return new Report(results.renewed(again.results), all);
    }

    String json() {
        List<Map<String, Object>> rows = new ArrayList<>();
        results.rows().forEach((row, metrics) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("workload", row.workload());
            entry.put("case", row.variant());
            entry.put("contender", title(row));
            String failure = results.failures().get(row);
            if (failure != null) {
                entry.put("failed", failure);
            }
            entry.putAll(metrics);
            rows.add(entry);
        });
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("environment", environment);
        whole.put("units", "times in nanoseconds, sizes in bytes, per round; cpu is that of the whole client process");
        whole.put("goals", verdicts);
        whole.put("measured", rows);
        return JSON.writeValueAsString(whole) + "\n";
    }

    String chart() {
        return Chart.draw(results);
    }

    /** Everything. */
    String markdown() {
        StringBuilder text = new StringBuilder("# Benchmark results, " + environment.get("effort") + " version\n\n");
        environment.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        text.append("\nMedians over the rounds, the lowest and the highest in brackets; a goal's ratio is the median of"
                + " each round's ratio.\n\n## Goals\n\n");
        goals(text, verdicts);
        table(text, "W1", "Lists of 100,000 calls, per item", ListWorkload.ITEMS);
        table(text, "W1r", "The same as raw items, per item", ListWorkload.ITEMS);
        table(text, "W2", "Dialling, per request", 0);
        table(text, "W3", "A slow consumer and a million items in a small heap, the whole run", 1);
        table(text, "W4", "From the start of a JVM to the first answer", 1);
        table(text, "W5", "The cost of the guarantees, per request", 0);
        table(text, ExportWorkload.WORKLOAD, "Whole programs that write a list to a file, per call", 0);
        table(text, PartsWorkload.WORKLOAD, "Parts (JMH), per operation", 1);
        table(text, RedisWorkload.WORKLOAD, "Several processes on a Redis, per dial, call or event", 0);
        return text.toString();
    }

    /** What the README shows: this client beside what one would use instead. */
    String readmePart() {
        StringBuilder text = new StringBuilder();
        text.append("| | CPU per listed call | allocated per listed call | CPU per dial | dials/s, 512 callers |\n")
                .append("|---|---|---|---|---|\n");
        for (Contenders contender : LIKELY_CHOICES) {
            Results.Row list = new Results.Row("W1", ListWorkload.variant(1000), contender.name());
            Results.Row dial = new Results.Row("W2", CreateWorkload.variant(512, 0), contender.name());
            double requests = median(dial, "requests", 1);
            text.append(line(
                    list,
                    time(median(list, "cpu", ListWorkload.ITEMS)),
                    bytes(median(list, "allocated", ListWorkload.ITEMS)),
                    time(median(dial, "cpu", requests)),
                    number(requests / median(dial, "wall", 1e9))));
        }
        return text.toString();
    }

    /** What the guide on performance shows. */
    String guidePart() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "The %s version, %s, on %s, %s cores, %s, %s; pinned: %s; load before: %s. %s rounds after at least %s to"
                        + " warm up, the contenders in turn; medians. With %s.%n%n",
                environment.get("effort"),
                environment.get("when"),
                environment.get("cpu"),
                environment.get("cores"),
                environment.get("os"),
                environment.get("java"),
                environment.get("pinned"),
                environment.get("loadBefore"),
                environment.get("rounds"),
                environment.get("warmUps"),
                environment.get("versions")));
        environment.forEach((name, value) -> {
            if (name.startsWith(AGAIN)) {
                text.append("Measured again: ")
                        .append(name.substring(AGAIN.length()))
                        .append(", ")
                        .append(value)
                        .append(".\n\n");
            }
        });
        text.append("![CPU, allocation and throughput](../benchmarks/results/short.svg)\n\n");
        String list = ListWorkload.variant(1000);
        text.append("| list of 100,000 calls, pages of 1000 | CPU per item | allocated per item | items/s |\n")
                .append("|---|---|---|---|\n");
        rows("W1", list)
                .forEach(row -> text.append(line(
                        row,
                        time(median(row, "cpu", ListWorkload.ITEMS)),
                        bytes(median(row, "allocated", ListWorkload.ITEMS)),
                        number(ListWorkload.ITEMS / median(row, "wall", 1e9)))));
        String callers = CreateWorkload.variant(512, 0);
        text.append("\n| `calls.create`, 512 callers | CPU per request | allocated per request | requests/s | p99 |\n")
                .append("|---|---|---|---|---|\n");
        rows("W2", callers).forEach(row -> {
            double requests = median(row, "requests", 1);
            text.append(line(
                    row,
                    time(median(row, "cpu", requests)),
                    bytes(median(row, "allocated", requests)),
                    number(requests / median(row, "wall", 1e9)),
                    time(median(row, "p99", 1))));
        });
        text.append("\n| JVM start to first answer | time | resident | jars |\n|---|---|---|---|\n");
        rows("W4", StartWorkload.VARIANT)
                .forEach(row -> text.append(line(
                        row,
                        time(median(row, "wall", 1)),
                        bytes(median(row, "resident", 1)),
                        Math.round(median(row, "jars", 1)) + ", " + bytes(median(row, "jarBytes", 1)))));
        text.append("\n| a million items, slow consumer | ");
        text.append(String.join(
                " | ", HeapWorkload.HEAPS.stream().map(heap -> "heap " + heap).toList()));
        text.append(" |\n|---|")
                .append("---|".repeat(HeapWorkload.HEAPS.size()))
                .append('\n');
        rows("W3", "heap " + HeapWorkload.HEAPS.get(0)).forEach(first -> text.append("| ")
                .append(title(first))
                .append(" | ")
                .append(String.join(
                        " | ",
                        HeapWorkload.HEAPS.stream()
                                .map(heap -> heapCell(new Results.Row("W3", "heap " + heap, first.contender())))
                                .toList()))
                .append(" |\n"));
        text.append(
                "\n| whole programs, from start to end | | time | CPU per call | resident |\n|---|---|---|---|---|\n");
        for (ExportWorkload.Form form : ExportWorkload.Form.values()) {
            rows(ExportWorkload.WORKLOAD, form.variant()).forEach(row -> text.append("| ")
                    .append(form.variant())
                    .append(' ')
                    .append(line(
                            row,
                            time(median(row, "wall", 1)),
                            time(median(row, "cpu", form.items())),
                            // Of a pipeline nobody can tell.
                            results.median(row, "resident").stream()
                                    .mapToObj(Report::bytes)
                                    .collect(Collectors.joining()))));
        }
        text.append('\n').append(new RedisTables(results).costs());
        long met = verdicts.stream().filter(Verdict::isMet).count();
        text.append(String.format(Locale.ROOT, "%n%d of %d goals are met; these are not:%n%n", met, verdicts.size()));
        goals(text, verdicts.stream().filter(verdict -> !verdict.isMet()).toList());
        return text.toString();
    }

    /** What the guide on several processes shows. */
    String eventsPart() {
        return new RedisTables(results).events();
    }

    private String heapCell(Results.Row row) {
        if (results.failures().containsKey(row)) {
            return "failed: " + results.failures().get(row);
        }
        return results.rows().containsKey(row) ? time(median(row, "wall", 1)) : "";
    }

    private List<Results.Row> rows(String workload, String variant) {
        return results.rows().keySet().stream()
                .filter(row -> row.workload().equals(workload) && row.variant().equals(variant))
                .toList();
    }

    private String line(Results.Row row, String... cells) {
        String failure = results.failures().get(row);
        return "| " + title(row) + " | " + (failure == null ? String.join(" | ", cells) : "failed: " + failure)
                + " |\n";
    }

    private double median(Results.Row row, String metric, double divisor) {
        return results.median(row, metric).orElse(Double.NaN) / divisor;
    }

    static String title(Results.Row row) {
        return Contenders.valueOf(row.contender()).title();
    }

    private static void goals(StringBuilder text, List<Verdict> verdicts) {
        text.append("| goal | limit | measured | spread | met |\n|---|---|---|---|---|\n");
        for (Verdict verdict : verdicts) {
            text.append("| ").append(verdict.goal()).append(" | ").append(verdict.atMost() ? "<= " : ">= ");
            text.append(number(verdict.limit())).append(" | ");
            Double value = verdict.value();
            if (value == null) {
                text.append("not measured | | **no** |\n");
            } else {
                text.append(number(value))
                        .append(" | ")
                        .append(number(verdict.lowest()))
                        .append(" to ")
                        .append(number(verdict.highest()))
                        .append(verdict.isMet() ? " | yes |\n" : " | **no** |\n");
            }
        }
    }

    /** @param units by what the sums of a round are divided; 0 for the round's requests */
    private void table(StringBuilder text, String workload, String title, int units) {
        text.append("\n## ").append(workload).append(": ").append(title).append("\n\n");
        text.append("| case | contender | measured |\n|---|---|---|\n");
        results.rows().forEach((row, metrics) -> {
            if (!row.workload().equals(workload)) {
                return;
            }
            text.append("| ")
                    .append(row.variant())
                    .append(" | ")
                    .append(title(row))
                    .append(" | ");
            String failure = results.failures().get(row);
            double divisor = units > 0 ? units : results.median(row, "requests").orElse(1);
            List<String> cells = new ArrayList<>();
            if (failure != null) {
                cells.add("failed: " + failure);
            }
            metrics.forEach((metric, values) -> {
                if (!metric.equals("requests")) {
                    cells.add(cell(metric, values, divisor));
                }
            });
            text.append(String.join(", ", cells)).append(" |\n");
        });
    }

    private static String cell(String metric, List<Double> values, double divisor) {
        boolean perUnit = SUMS.contains(metric);
        ToDoubleFunction<Double> amount = value -> perUnit ? value / divisor : value;
        OptionalDouble median = Results.median(values);
        String text = metric + " " + amount(metric, amount.applyAsDouble(median.orElse(Double.NaN)));
        if (values.size() < 2) {
            return text;
        }
        return text + " (" + amount(metric, amount.applyAsDouble(Collections.min(values))) + " to "
                + amount(metric, amount.applyAsDouble(Collections.max(values))) + ")";
    }

    static String amount(String metric, double amount) {
        return switch (metric) {
            case "wall", "cpu", "cpuByHand", "redisCpu", "p50", "p99", "nanos" -> time(amount);
            case "awaited", "beside" -> String.format(Locale.ROOT, "%.3f", amount);
            case "jars" -> String.valueOf(Math.round(amount));
            default -> bytes(amount);
        };
    }

    private static String time(double nanos) {
        if (nanos < 10_000) {
            return String.format(Locale.ROOT, "%.0f ns", nanos);
        }
        return nanos < 10_000_000
                ? String.format(Locale.ROOT, "%.1f us", nanos / 1e3)
                : String.format(Locale.ROOT, "%.0f ms", nanos / 1e6);
    }

    private static String bytes(double bytes) {
        return bytes < 100_000
                ? String.format(Locale.ROOT, "%.0f B", bytes)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    static String number(double value) {
        return value >= 10 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
