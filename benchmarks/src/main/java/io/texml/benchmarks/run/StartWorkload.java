package io.texml.benchmarks.run;

import io.texml.benchmarks.server.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** W4: from the start of a JVM to the first page of fifty calls, its resident memory, and the jars it needs. */
final class StartWorkload {

    static final String VARIANT = "first page";
    private static final List<Contenders> ALL = List.of(
            Contenders.BYTES,
            Contenders.TEXML,
            Contenders.WEBCLIENT,
            Contenders.OKHTTP,
            Contenders.JDK,
            Contenders.TWILIO);

    private StartWorkload() {}

    static void run(Launcher launcher, int port, Results results, Effort effort) {
        String command = "first " + Scenario.list(50, 50).sid();
        for (int round = -1; round < effort.rounds() + 2; round++) {
            for (Contenders contender : ALL) {
                boolean inAGoal = contender == Contenders.BYTES || contender == Contenders.TEXML;
                if (!inAGoal && !effort.peersEverywhere() && round >= 2) {
                    continue;
                }
                Results.Row row = new Results.Row("W4", VARIANT, contender.name());
                long start = System.nanoTime();
                try (JvmProcess process = launcher.client(contender, List.of("-Xmx256m"), port)) {
                    Map<String, String> answer = process.tell(command);
                    long wall = System.nanoTime() - start;
                    if (round >= 0) {
                        results.record(row, answer);
                        results.add(row, "wall", (double) wall);
                    }
                }
            }
        }
        for (Contenders contender : ALL) {
            Results.Row row = new Results.Row("W4", VARIANT, contender.name());
            List<Path> jars = launcher.jars(contender);
            results.add(row, "jars", jars.size());
            results.add(row, "jarBytes", (double)
                    jars.stream().mapToLong(StartWorkload::size).sum());
            System.out.println("W4, " + contender.title() + ": " + results.summary(row));
        }
    }

    private static long size(Path jar) {
        try {
            return Files.size(jar);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
