package io.texml.benchmarks.run;

import java.util.Collection;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts, with JMH and its allocation profiler. */
final class PartsWorkload {

    static final String WORKLOAD = "parts";

    private PartsWorkload() {}

    static void run(Results results, Effort effort) {
        boolean thorough = effort.peersEverywhere();
        Options options = new OptionsBuilder()
                .include("io\\.texml\\.benchmarks\\.parts\\..*")
                .forks(1)
                .warmupIterations(thorough ? 5 : 2)
                .warmupTime(TimeValue.milliseconds(thorough ? 1_000 : 300))
                .measurementIterations(thorough ? 10 : 3)
                .measurementTime(TimeValue.milliseconds(thorough ? 1_000 : 300))
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
                    }
                }
                System.out.println("parts, " + row.variant() + ": " + results.summary(row));
            }
        } catch (RunnerException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
