package io.texml.benchmarks.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Every value that was measured, by workload, case, contender and metric, in the order of the rounds. */
final class Results {

    /** Who did what. */
    record Row(String workload, String variant, String contender) {}

    private final Map<Row, Map<String, List<Double>>> rows = new LinkedHashMap<>();
    private final Map<Row, String> failures = new LinkedHashMap<>();

    void add(Row row, String metric, double value) {
        rows.computeIfAbsent(row, absent -> new LinkedHashMap<>())
                .computeIfAbsent(metric, column -> new ArrayList<>())
                .add(value);
    }

    /** Adds every {@code metric=value} of an answer, or notes why there is none. */
    void record(Row row, Map<String, String> answer) {
        String failed = answer.get("failed");
        if (failed != null) {
            fail(row, failed);
        } else {
            answer.forEach((metric, value) -> add(row, metric, Double.parseDouble(value)));
        }
    }

    void fail(Row row, String why) {
        failures.put(row, why);
        note(row);
    }

    /** Says that it took part, whatever came of it. */
    void note(Row row) {
        rows.computeIfAbsent(row, absent -> new LinkedHashMap<>());
    }

    /** These, and instead of each workload that the others have, theirs. */
    Results renewed(Results others) {
        Set<String> again = others.rows.keySet().stream().map(Row::workload).collect(Collectors.toSet());
        Results all = new Results();
        rows.forEach((row, metrics) -> {
            if (!again.contains(row.workload())) {
                all.rows.put(row, metrics);
            }
        });
        failures.forEach((row, why) -> {
            if (!again.contains(row.workload())) {
                all.failures.put(row, why);
            }
        });
        all.rows.putAll(others.rows);
        all.failures.putAll(others.failures);
        return all;
    }

    Map<Row, Map<String, List<Double>>> rows() {
        return Collections.unmodifiableMap(rows);
    }

    Map<Row, String> failures() {
        return Collections.unmodifiableMap(failures);
    }

    List<Double> values(Row row, String metric) {
        return rows.getOrDefault(row, Map.of()).getOrDefault(metric, List.of());
    }

    /** The median over the rounds. */
    OptionalDouble median(Row row, String metric) {
        return median(values(row, metric));
    }

    /** The medians of a row, in a line for the console. */
    String summary(Row row) {
        StringBuilder line = new StringBuilder();
        rows.getOrDefault(row, Map.of()).forEach((metric, values) -> line.append(metric)
                .append(' ')
                .append(Math.round(median(values).orElse(Double.NaN)))
                .append(" "));
        return line.append(failures.getOrDefault(row, "")).toString();
    }

    /** Round by round, the value of one row by that of another. */
    List<Double> ratios(Row one, Row other, String metric) {
        return ratios(values(one, metric), values(other, metric));
    }

    static List<Double> ratios(List<Double> values, List<Double> others) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), others.size()); i++) {
            ratios.add(values.get(i) / others.get(i));
        }
        return ratios;
    }

    static OptionalDouble median(List<Double> values) {
        if (values.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
