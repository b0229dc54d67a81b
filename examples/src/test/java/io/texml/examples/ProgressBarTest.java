package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void writesOneLinePerTenthWhereNobodyWatches() {
        ProgressBar progress = new ProgressBar(out, "Export", 1_000, false);
        for (int done = 1; done <= 1_000; done++) {
            progress.show(done);
        }
        progress.done();
        assertThat(text.toString().lines())
                .hasSize(10)
                .startsWith("Export   100 of 1,000")
                .endsWith("Export   1,000 of 1,000");
    }

    @Test
    void movesABarOnATerminalAndLeavesItsLineAtTheEnd() {
        ProgressBar progress = new ProgressBar(out, "Export", 4, true);
        progress.show(2);
        progress.show(4);
        progress.done();
        assertThat(text.toString().split("\r", -1))
                .satisfiesExactly(
                        nothing -> assertThat(nothing).isEmpty(),
                        half -> assertThat(half).isEqualTo("Export   [" + "#".repeat(20) + ".".repeat(20) + "] 2 of 4"),
                        full -> assertThat(full.strip()).isEqualTo("Export   [" + "#".repeat(40) + "] 4 of 4"));
        assertThat(text.toString()).endsWith(System.lineSeparator());
    }
}
