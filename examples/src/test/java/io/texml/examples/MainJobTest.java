package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainJobTest {

    private final StringWriter errors = new StringWriter();
    private final StringWriter output = new StringWriter();

    @Test
    void refusesToPlaceNoCall() {
        assertThat(run("--calls", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString())
                .contains("--calls must be a number from 1 to 9000; it is '0'")
                .hasLineCount(1);
    }

    @Test
    void liveWithoutAKeySaysWhatIsMissing() {
        assumeTrue(System.getenv("TELNYX_API_KEY") == null);
        assertThat(run("--live")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("--live needs TELNYX_API_KEY and TELNYX_ACCOUNT_SID");
    }

    @Test
    void helpNamesTheOptions() {
        assertThat(run("--help")).isEqualTo(CommandLine.ExitCode.OK);
        assertThat(output.toString()).contains("--live", "--calls", "--export", "--out");
    }

    @Test
    void anOutputThatCannotBeWrittenIsSaidInOneLine(@TempDir Path directory) {
        assertThat(run("--calls", "1", "--export", "5", "--out", directory.toString()))
                .isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(errors.toString()).startsWith("main-job: " + directory).hasLineCount(1);
    }

    private int run(String... arguments) {
        return Programs.execute(
                new CommandLine(new MainJob()).setOut(new PrintWriter(output)).setErr(new PrintWriter(errors)),
                arguments);
    }
}
