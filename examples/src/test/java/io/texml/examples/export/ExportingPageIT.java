package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the page on exporting with the packaged program, in their order and in a directory of their own. */
class ExportingPageIT {

    private static final Path PAGE = Path.of("..", "docs", "exporting.md");
    private static final String PROGRAM = "examples/texml export ";

    /** What the JVM of a moment does not need costs a third of its time. */
    private static final String SHORT_LIVED = "JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    @TempDir
    private Path directory;

    @Test
    void everyCommandWithTheSimulatorRunsAsItStands() throws Exception {
        List<String> commands = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(PROGRAM) && line.contains("--simulator"))
                .map(line -> line.substring(PROGRAM.length()))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        Path program = Path.of("texml").toAbsolutePath();
        for (String command : commands) {
            ChildProcess child = ChildProcess.start(
                    directory, List.of("env", SHORT_LIVED, "sh", "-c", program + " export " + command));
            assertThat(child.exitCode()).as("%s: %s", command, child.err()).isZero();
        }

        assertThat(Files.readAllLines(directory.resolve("calls.ndjson"))).hasSize(10_000);
        try (GZIPInputStream busy = new GZIPInputStream(Files.newInputStream(directory.resolve("busy.ndjson.gz")))) {
            assertThat(new String(busy.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"status\":\"busy\""));
        }
        assertThat(Files.readAllLines(directory.resolve("by-day.ndjson"))).isNotEmpty();
        assertThat(Files.readAllLines(directory.resolve("media/manifest.ndjson")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("error"));
    }
}
