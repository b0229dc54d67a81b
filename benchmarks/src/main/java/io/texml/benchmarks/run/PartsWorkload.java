package io.texml.benchmarks.run;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts, with JMH and its allocation profiler. */
final class PartsWorkload {

    static final String WORKLOAD = "parts";

    /** Of so much code that two short rounds do not warm it up: 0.6 s told 319 us a followed call, 15 s tell 39. */
    private static final String MUCH_CODE = "(Callback|Follow)Benchmark";

    private static final String PARTS = "io\\.texml\\.benchmarks\\.parts\\.";

    private PartsWorkload() {}

    static void run(Results results, Effort effort) {
        boolean thorough = effort.peersEverywhere();
        ChainedOptionsBuilder little = new OptionsBuilder()
                .include(PARTS + ".*")
                .exclude(PARTS + MUCH_CODE)
                .warmupIterations(thorough ? 5 : 2)
                .warmupTime(TimeValue.milliseconds(thorough ? 1_000 : 300))
                .measurementIterations(thorough ? 10 : 3)
                .measurementTime(TimeValue.milliseconds(thorough ? 1_000 : 300));
        ChainedOptionsBuilder much = new OptionsBuilder()
                .include(PARTS + MUCH_CODE)
                .warmupIterations(15)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(thorough ? 10 : 5)
                .measurementTime(TimeValue.seconds(1));
        measure(little, results);
        measure(much, results);
    }

    private static void measure(ChainedOptionsBuilder rounds, Results results) {
        Options options = rounds.forks(1)
                .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            Collection<RunResult> runs = new Runner(options).run();
            for (RunResult run : runs) {
                String name = run.getParams().getBenchmark();
                String parameters = run.getParams().getParamsKeys().stream()
                        .map(key -> " " + run.getParams().getParam(key))
                        .collect(Collectors.joining());
                Results.Row row = new Results.Row(
                        WORKLOAD,
                        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1) + parameters,
                        Contenders.TEXML.name());
                double factor = run.getPrimaryResult().getScoreUnit().equals("us/op") ? 1_000 : 1;
                for (BenchmarkResult fork : run.getBenchmarkResults()) {
                    for (IterationResult iteration : fork.getIterationResults()) {
                        results.add(row, "nanos", iteration.getPrimaryResult().getScore() * factor);
                        var bytes = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
                        if (bytes != null) {
                            results.add(row, "bytes", bytes.getScore());
                        }
                        for (String metric : List.of("cpu", "cpuByHand")) {
                            var nanos = iteration.getSecondaryResults().get(metric);
                            if (nanos != null) {
                                results.add(row, metric, nanos.getScore());
                            }
                        }
                    }
                }
                System.out.println("parts, " + row.variant() + ": " + results.summary(row));
            }
        } catch (RunnerException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
