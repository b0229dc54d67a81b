package io.texml.benchmarks.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A process that is told something line by line and answers line by line. It ends with this object. */
final class JvmProcess implements AutoCloseable {

    private static final long MOST_SECONDS = 90;

    private final ExecutorService readers = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "answers");
        thread.setDaemon(true);
        return thread;
    });
    private final Process process;
    private final BufferedReader output;

    JvmProcess(List<String> command) {
        try {
            this.process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The port that a server says it listens on. */
    int port() {
        String line = lineStartingWith("port ");
        if (line == null) {
            throw new IllegalStateException("the server did not start");
        }
        return Integer.parseInt(line.substring("port ".length()));
    }

    /** What a client answers to a command, or {@code {failed=...}} when it cannot or has died. */
    Map<String, String> tell(String command) {
        try {
            process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException dead) {
            return Map.of("failed", "dead");
        }
        String line = lineStartingWith("@");
        if (line == null) {
            return Map.of("failed", exit());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : line.substring(1).split(" ", -1)) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return values;
    }

    private String exit() {
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                return "timeout";
            }
            // What ExitOnOutOfMemoryError ends with.
            return process.exitValue() == 3 ? "OutOfMemoryError" : "exit" + process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private @Nullable String lineStartingWith(String prefix) {
        var answer = readers.submit(() -> {
            String line = output.readLine();
            while (line != null && !line.startsWith(prefix)) {
                line = output.readLine();
            }
            return line;
        });
        try {
            return answer.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException none) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        readers.shutdownNow();
    }
}
