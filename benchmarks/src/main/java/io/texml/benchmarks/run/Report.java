package io.texml.benchmarks.run;

import io.texml.benchmarks.run.Goals.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what was measured as JSON, as Markdown tables, and as a chart. */
final class Report {

    private static final List<String> TIMES = List.of("wall", "cpu", "p50", "p99", "nanos");

    private final Results results;
    private final List<Verdict> verdicts;
    private final Map<String, String> environment;

    Report(Results results, Map<String, String> environment) {
        this.results = results;
        this.verdicts = Goals.judge(results);
        this.environment = environment;
    }

    /** @param name the name of the three files, without an ending */
    void write(Path directory, String name) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".json"), json());
            Files.writeString(directory.resolve(name + ".md"), markdown());
            Files.writeString(directory.resolve(name + ".svg"), Chart.draw(results));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String json() {
        List<Map<String, Object>> rows = new ArrayList<>();
        results.rows().forEach((row, metrics) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("workload", row.workload());
            entry.put("case", row.variant());
            entry.put("contender", Contenders.valueOf(row.contender()).title());
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
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(whole)
                + "\n";
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# Benchmark results, " + environment.get("effort") + " version\n\n");
        environment.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        text.append(
                "\nMedians over the rounds; ratios are medians of each round's ratio, with the lowest and the highest.\n");
        text.append("\n## Goals\n\n| goal | limit | measured | spread | met |\n|---|---|---|---|---|\n");
        for (Verdict verdict : verdicts) {
            text.append("| ").append(verdict.goal()).append(" | ").append(verdict.atMost() ? "<= " : ">= ");
            text.append(number(verdict.limit())).append(" | ");
            Double value = verdict.value();
            if (value == null) {
                text.append("not measured | | |\n");
            } else {
                text.append(number(value))
                        .append(" | ")
                        .append(number(verdict.lowest()))
                        .append(" to ");
                text.append(number(verdict.highest())).append(" | ");
                text.append(verdict.isMet() ? "yes" : "**no**").append(" |\n");
            }
        }
        table(text, "W1", "Lists of 100,000 calls, per item", ListWorkload.ITEMS);
        table(text, "W1r", "The same as raw items, per item", ListWorkload.ITEMS);
        table(text, "W2", "Dialling, per request", 0);
        table(text, "W3", "A slow consumer and a million items in a small heap, the whole run", 1);
        table(text, "W4", "From the start of a JVM to the first answer", 1);
        table(text, "W5", "The cost of the guarantees, per request", 0);
        table(text, PartsWorkload.WORKLOAD, "Parts (JMH), per operation", 1);
        return text.toString();
    }

    /** @param units by what the sums of a round are divided; 0 for the round's requests */
    private void table(StringBuilder text, String workload, String title, int units) {
        text.append("\n## ").append(workload).append(": ").append(title).append("\n\n");
        text.append("| case | contender | measured |\n|---|---|---|\n");
        results.rows().forEach((row, metrics) -> {
            if (!row.workload().equals(workload)) {
                return;
            }
            text.append("| ").append(row.variant()).append(" | ");
            text.append(Contenders.valueOf(row.contender()).title()).append(" | ");
            String failure = results.failures().get(row);
            double divisor = units > 0 ? units : results.median(row, "requests").orElse(1);
            List<String> cells = new ArrayList<>();
            if (failure != null) {
                cells.add("failed: " + failure);
            }
            metrics.forEach((metric, values) -> {
                if (!metric.equals("requests")) {
                    cells.add(cell(metric, Results.median(values).orElse(Double.NaN), divisor));
                }
            });
            text.append(String.join(", ", cells)).append(" |\n");
        });
    }

    private static String cell(String metric, double value, double divisor) {
        boolean perUnit = metric.equals("wall") || metric.equals("cpu") || metric.equals("allocated");
        double amount = perUnit ? value / divisor : value;
        if (TIMES.contains(metric)) {
            return metric + " " + time(amount);
        }
        return metric + " " + (metric.equals("jars") ? String.valueOf(Math.round(amount)) : bytes(amount));
    }

    private static String time(double nanos) {
        if (nanos < 10_000) {
            return String.format(Locale.ROOT, "%.1f ns", nanos);
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

    private static String number(double value) {
        return value >= 10 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
