package io.texml.benchmarks.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The one command: runs the workloads and writes the report. */
public final class BenchmarkRun {

    private static final List<String> ALL = List.of(
            "W1", "W2", "W3", "W4", "W5", ExportWorkload.WORKLOAD, PartsWorkload.WORKLOAD, RedisWorkload.WORKLOAD);

    private static final Path RESULTS = Path.of("benchmarks", "results");

    private BenchmarkRun() {}

    /**
     * Arguments: {@code short}, {@code long} or {@code quick}, then the workloads, or none for all; {@code renew} and
     * workloads, to measure these again for the short version, which then says so; {@code report} writes table, chart, README
     * and guide anew from the short version's JSON.
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 1 && args[0].equals("report")) {
            publish(ReportFiles.read(RESULTS, "short"), "short");
            return;
        }
        boolean renews = args.length > 1 && args[0].equals("renew");
        Effort effort = Effort.named(args.length == 0 || renews ? "short" : args[0]);
        List<String> workloads = args.length < 2 ? ALL : Arrays.asList(args).subList(1, args.length);
        double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Launcher launcher = new Launcher(Path.of("").toAbsolutePath());
        Results results = new Results();
        Rounds rounds = new Rounds(results);
        try (JvmProcess server = launcher.server()) {
            int port = server.port();
            for (String workload : workloads) {
                switch (workload) {
                    case "W1" -> ListWorkload.run(launcher, port, rounds, effort);
                    case "W2" -> CreateWorkload.run(launcher, port, rounds, effort);
                    case "W3" -> {
                        HeapWorkload.run(launcher, port, results, effort);
                        HeapWorkload.runReadAhead(launcher, port, results, effort);
                    }
                    case "W4" -> StartWorkload.run(launcher, port, results, effort);
                    case "W5" -> CreateWorkload.runGuarantees(launcher, port, rounds, effort);
                    case ExportWorkload.WORKLOAD -> ExportWorkload.run(launcher, port, results, effort);
                    case PartsWorkload.WORKLOAD -> PartsWorkload.run(results, effort);
                    case RedisWorkload.WORKLOAD -> RedisWorkload.run(launcher, rounds, results, effort);
                    default -> throw new IllegalArgumentException("no workload " + workload + "; there are " + ALL);
                }
            }
        }
        Report report = new Report(results, Environment.describe(launcher, effort, loadBefore));
        if (renews) {
            publish(ReportFiles.read(RESULTS, "short").renewed(report, workloads), "short");
        } else if (workloads.equals(ALL) && !effort.name().equals("quick")) {
            publish(report, effort.name());
        } else {
            // Part of a run must not pass for a whole one.
            Path directory = Path.of("benchmarks", "target", "results");
            ReportFiles.write(report, directory, effort.name());
            System.out.println("written to " + directory);
        }
    }

    private static void publish(Report report, String name) throws IOException {
        ReportFiles.write(report, RESULTS, name);
        if (name.equals("short")) {
            update(Path.of("README.md"), report.readmePart());
            update(Path.of("docs", "performance.md"), report.guidePart());
            update(Path.of("docs", "several-processes.md"), report.eventsPart());
        }
        System.out.println("written to " + RESULTS);
    }

    private static void update(Path page, String part) throws IOException {
        Files.writeString(page, ReportFiles.withPart(Files.readString(page), part));
    }
}
