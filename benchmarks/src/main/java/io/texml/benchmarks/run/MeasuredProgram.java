package io.texml.benchmarks.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program from its start to its end: the time that it takes, its processor's, and its most resident memory. */
final class MeasuredProgram {

    private static final long MOST_SECONDS = 180;

    /** How often Linux counts, on every machine that this runs on. */
    private static final double TICKS_A_SECOND = 100;

    /** What a process's children took that have ended and were waited for, which is all of a pipeline. */
    private static final Path ENDED_CHILDREN = Path.of("/proc/self/stat");

    private static final Pattern MOST_RESIDENT = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    private MeasuredProgram() {}

    /**
     * Runs it alone, as what other children take meanwhile would count.
     *
     * @return the metrics, or why it failed
     */
    static Map<String, String> run(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = null;
        try {
            double cpuBefore = cpuOfEndedChildren();
            long start = System.nanoTime();
            process = builder.start();
            long resident = 0;
            boolean ended = false;
            while (!ended && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                resident = Math.max(resident, mostResident(process.pid()));
                ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            long wall = System.nanoTime() - start;
            if (!ended) {
                return Map.of("failed", "timeout");
            }
            if (process.exitValue() != 0) {
                return Map.of("failed", "exit" + process.exitValue());
            }
            Map<String, String> metrics = new LinkedHashMap<>();
            metrics.put("wall", String.valueOf(wall));
            metrics.put("cpu", String.valueOf((cpuOfEndedChildren() - cpuBefore) / TICKS_A_SECOND * 1e9));
            metrics.put("resident", String.valueOf(resident));
            return metrics;
        } catch (IOException notThere) {
            return Map.of("failed", "not there");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Map.of("failed", "interrupted");
        } finally {
            if (process != null && process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static double cpuOfEndedChildren() throws IOException {
        String line = Files.readString(ENDED_CHILDREN);
        // A name in brackets comes before, which may hold blanks.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]);
    }

    /** In bytes; 0 when it has ended. */
    private static long mostResident(long pid) {
        try {
            return MOST_RESIDENT
                    .matcher(Files.readString(Path.of("/proc", String.valueOf(pid), "status")))
                    .results()
                    .findFirst()
                    .map(found -> Long.parseLong(found.group(1)) * 1024)
                    .orElse(0L);
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
