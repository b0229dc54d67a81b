package io.texml.benchmarks.run;

import java.util.List;
import java.util.Locale;

/** What the guides show of a Redis. */
final class RedisTables {

    /** How many processes more than one a case has. */
    static final int FURTHER = 10;

    private static final int EVENTS_A_SECOND = 150;
    private static final int PROCESSES = 50;

    private final Results results;

    RedisTables(Results results) {
        this.results = results;
    }

    /** Every case beside the same in memory and by hand. */
    String costs() {
        StringBuilder text = new StringBuilder();
        text.append("| several processes on a Redis, per dial, call or event | | a second | time | CPU | CPU of Redis |"
                        + " round trips awaited | sent beside |\n")
                .append("|---|---|---|---|---|---|---|---|\n");
        for (Results.Row row : results.rows().keySet()) {
            if (!row.workload().equals(RedisWorkload.WORKLOAD)) {
                continue;
            }
            String failure = results.failures().get(row);
            List<String> cells = failure == null
                    ? List.of(
                            Report.number(1e9 / each(row, "wall")),
                            cell(row, "wall"),
                            cell(row, "cpu"),
                            cell(row, "redisCpu"),
                            cell(row, "awaited"),
                            cell(row, "beside"))
                    : List.of("failed: " + failure);
            text.append("| ")
                    .append(row.variant())
                    .append(" | ")
                    .append(Report.title(row))
                    .append(" | ")
                    .append(String.join(" | ", cells))
                    .append(" |\n");
        }
        return text.toString();
    }

    /** Empty where it is not counted, and what is in memory asks a Redis nothing. */
    private String cell(Results.Row row, String metric) {
        boolean inMemory = row.contender().equals(Contenders.IN_ONE_PROCESS.name());
        boolean ofRedis = !metric.equals("wall") && !metric.equals("cpu");
        return results.values(row, metric).isEmpty() || (inMemory && ofRedis)
                ? ""
                : Report.amount(metric, each(row, metric));
    }

    /** What more processes cost that hear the same events. */
    String events() {
        double cpu = alone("redisCpu", 1);
        double out = alone("redisOut", 1);
        double furtherCpu = further("redisCpu");
        double furtherOut = further("redisOut");
        double process = further("cpu");
        String first = row(Report.amount("redisCpu", cpu), Report.amount("redisOut", out), "");
        String each = row(
                Report.amount("redisCpu", furtherCpu),
                Report.amount("redisOut", furtherOut),
                Report.amount("cpu", process));
        String all = row(
                percent(EVENTS_A_SECOND * (cpu + (PROCESSES - 1) * furtherCpu) / 1e9) + " of its thread",
                Report.amount("redisOut", EVENTS_A_SECOND * (out + (PROCESSES - 1) * furtherOut)) + " a second",
                percent(EVENTS_A_SECOND * process / 1e9) + " of a core");
        return "| an event that is read alone | CPU of Redis | sent by Redis | CPU of the process |\n|---|---|---|---|\n"
                + "| in the first process" + first + "| in each further one" + each + "| " + EVENTS_A_SECOND
                + " events a second in " + PROCESSES + " processes" + all;
    }

    private static String row(String... cells) {
        return " | " + String.join(" | ", cells) + " |\n";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private double further(String metric) {
        return (alone(metric, 1 + FURTHER) - alone(metric, 1)) / FURTHER;
    }

    private double alone(String metric, int processes) {
        return each(
                new Results.Row(RedisWorkload.WORKLOAD, RedisWorkload.aloneIn(processes), Contenders.REDIS.name()),
                metric);
    }

    private double each(Results.Row row, String metric) {
        return results.median(row, metric).orElse(Double.NaN)
                / results.median(row, "requests").orElse(Double.NaN);
    }
}
