package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other tests run on the class path; this one starts a JVM that has nothing on it. */
class ModulePathTest {

    @TempDir
    private Path directory;

    @Test
    void theMainJobRunsOnTheModulePath() throws Exception {
        Path file = directory.resolve("calls.ndjson");
        Path output = directory.resolve("output.txt");
        String modulePath = Path.of("target", "classes")
                + File.pathSeparator
                + Files.readString(Path.of(System.getProperty("runtime.path.file")));
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--module-path",
                modulePath,
                "--module",
                "io.texml.examples/io.texml.examples.MainJob"));
        command.addAll(List.of("--calls", "3", "--export", "300", "--out", file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ended by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readAllLines(file)).hasSize(300);
    }
}
