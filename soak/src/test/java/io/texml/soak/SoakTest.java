package io.texml.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** The command that {@code run.sh} ends with, for seconds in the place of an hour. */
class SoakTest {

    @TempDir
    private Path directory;

    @Test
    @EnabledOnOs(value = LINUX, disabledReason = "what is open is told by /proc")
    void aBriefRunOfEverythingLeavesNothingBehind() throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        ProcessBuilder command = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@jvm.options",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Soak.class.getName(),
                        "PT4S",
                        directory.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // Both processes are over before the better compiler has paid.
        command.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        Process run = command.start();
        try {
            assertThat(run.waitFor(10, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            run.destroyForcibly();
        }
        Path report = directory.resolve("soak.md");
        assertThat(run.exitValue())
                .as(() -> text(Files.exists(report) ? report : output))
                .isZero();
        assertThat(report).content().contains("every bound holds", "| heap at rest |", "4 seconds");
        assertThat(directory.resolve("soak.csv")).content().startsWith("seconds,heap,");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
