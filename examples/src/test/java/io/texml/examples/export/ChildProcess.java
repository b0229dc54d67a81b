package io.texml.examples.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A JVM of its own, on this one's class path. */
final class ChildProcess {

    /** A build in the background of a shell ignores Ctrl-C, and so would its children: a JVM leaves that as it is. */
    private static final List<String> UNIGNORED = unignored("env", "--default-signal=INT");

    private final Process process;
    private final Path err;

    private ChildProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /** The prefix of a command, where the system knows it. */
    private static List<String> unignored(String... prefix) {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0 ? List.of(prefix) : List.of();
        } catch (IOException notThere) {
            return List.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    static ChildProcess java(Path directory, List<String> flags, String mainClass, List<String> arguments)
            throws IOException {
        return start(directory, command(flags, mainClass, arguments));
    }

    /** The same with its output in a pipe that nobody reads. */
    static ChildProcess javaIntoAPipe(Path directory, List<String> flags, String mainClass, List<String> arguments)
            throws IOException {
        return start(directory, command(flags, mainClass, arguments), ProcessBuilder.Redirect.PIPE);
    }

    static List<String> command(List<String> flags, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(arguments);
        return command;
    }

    static ChildProcess start(Path directory, List<String> command) throws IOException {
        return start(
                directory,
                command,
                ProcessBuilder.Redirect.to(directory.resolve("child.out").toFile()));
    }

    private static ChildProcess start(Path directory, List<String> command, ProcessBuilder.Redirect out)
            throws IOException {
        Path err = Files.createTempFile(directory, "child", ".err");
        List<String> reachable = new ArrayList<>(UNIGNORED);
        reachable.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(reachable)
                .directory(directory.toFile())
                .redirectError(err.toFile())
                .redirectOutput(out);
        builder.environment().keySet().removeIf(name -> name.startsWith("TELNYX_"));
        // The script that starts the program would make an archive of classes in the background.
        builder.environment().put("XDG_CACHE_HOME", "/dev/null");
        return new ChildProcess(builder.start(), err);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for something that the child does. */
    void waitUntil(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUp || !isAlive()) {
                throw new AssertionError("it did not happen: " + err());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Closes the pipe that its output goes into. */
    void stopReading() throws IOException {
        process.getInputStream().close();
    }

    /** As kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("the child did not end: " + err());
        }
        return process.exitValue();
    }

    String err() {
        try {
            return Files.readString(err);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
