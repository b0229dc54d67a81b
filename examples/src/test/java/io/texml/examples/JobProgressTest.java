package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class JobProgressTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void writesOneLinePerTenthWhereNobodyWatches() {
        JobProgress progress = new JobProgress(out, "Export", 1_000, false);
        for (int done = 1; done <= 1_000; done++) {
            progress.show(done);
        }
        progress.close();
        assertThat(text.toString().lines())
                .hasSize(10)
                .startsWith("Export   100 of 1,000")
                .endsWith("Export   1,000 of 1,000");
    }

    @Test
    void movesABarOnATerminalAndLeavesItsLineAtTheEnd() {
        JobProgress progress = new JobProgress(out, "Export", 4, true);
        progress.show(2);
        progress.show(4);
        progress.close();
        assertThat(text.toString()).startsWith("\r").contains("Export", "100%", "4/4");
        assertThat(text.toString().strip()).doesNotContain("\n");
        assertThat(text.toString()).endsWith(System.lineSeparator());
    }
}
