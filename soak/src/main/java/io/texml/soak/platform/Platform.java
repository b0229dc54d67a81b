package io.texml.soak.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The simulator in a process of its own, which ends with this object. For one thread. */
public final class Platform implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final URI baseUrl;
    private final String apiKey;
    private final String publicKey;

    /** Starts it, without trouble. */
    public Platform(Trouble trouble) {
        try {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SimulatorProcess.class.getName(),
                            trouble.name()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String[] words = line().split(" ", -1);
        baseUrl = URI.create(words[0]);
        apiKey = words[1];
        publicKey = words[2];
    }

    /**
     * What it counted.
     *
     * @param faults how many faults happened
     * @param mostLiveCalls the most calls of the dialler that were live at one moment
     */
    public record Counts(long faults, int mostLiveCalls) {}

    /** What a client takes as its base URL. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** The key of the account. */
    public String apiKey() {
        return apiKey;
    }

    /** What verifies callbacks. */
    public String publicKey() {
        return publicKey;
    }

    /** From now on things go wrong. */
    public void trouble() {
        tell(SimulatorProcess.TROUBLE);
    }

    /** From now on nothing goes wrong. */
    public void peace() {
        tell(SimulatorProcess.PEACE);
    }

    /** What it counted so far. */
    public Counts counts() {
        String[] words = tell(SimulatorProcess.COUNTS).split(" ", -1);
        return new Counts(Long.parseLong(words[0]), Integer.parseInt(words[1]));
    }

    private String tell(String command) {
        try {
            process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException dead) {
            throw new UncheckedIOException(dead);
        }
        return line();
    }

    private String line() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("the simulator's process has ended");
            }
            return line;
        } catch (IOException dead) {
            throw new UncheckedIOException(dead);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
