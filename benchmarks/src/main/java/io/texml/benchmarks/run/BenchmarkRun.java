package io.texml.benchmarks.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The one command: runs the workloads and writes the report. */
public final class BenchmarkRun {

    private static final List<String> ALL = List.of("W1", "W2", "W3", "W4", "W5", PartsWorkload.WORKLOAD);

    private BenchmarkRun() {}

    /** Arguments: {@code short} or {@code long}, then the workloads, or none for all. */
    public static void main(String[] args) {
        Effort effort = Effort.named(args.length == 0 ? "short" : args[0]);
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
                    case PartsWorkload.WORKLOAD -> PartsWorkload.run(results, effort);
                    default -> throw new IllegalArgumentException("no workload " + workload + "; there are " + ALL);
                }
            }
        }
        Path directory = Path.of("benchmarks", "results");
        new Report(results, Environment.describe(launcher, effort, loadBefore)).write(directory, effort.name());
        System.out.println("written to " + directory);
    }
}
