package io.texml.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** No figure in the README and the guides that the command did not print; {@code benchmarks/run.sh report} brings all files in line. */
class PublishedFiguresTest {

    private static final Path RESULTS = Path.of("results");

    private final Report report = ReportFiles.read(RESULTS, "short");

    @Test
    void readmeAndGuidesShowTheCommittedResults() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String guide = Files.readString(Path.of("..", "docs", "performance.md"));
        String processes = Files.readString(Path.of("..", "docs", "several-processes.md"));

        assertThat(readme).isEqualTo(ReportFiles.withPart(readme, report.readmePart()));
        assertThat(guide).isEqualTo(ReportFiles.withPart(guide, report.guidePart()));
        assertThat(processes).isEqualTo(ReportFiles.withPart(processes, report.eventsPart()));
    }

    @Test
    void tableAndChartShowTheCommittedResults() throws IOException {
        assertThat(Files.readString(RESULTS.resolve("short.md"))).isEqualTo(report.markdown());
        assertThat(Files.readString(RESULTS.resolve("short.svg"))).isEqualTo(report.chart());
        assertThat(Files.readString(RESULTS.resolve("short.json"))).isEqualTo(report.json());
    }
}
