package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
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

    private int run(String... arguments) {
        return Programs.execute(
                new CommandLine(new MainJob()).setOut(new PrintWriter(output)).setErr(new PrintWriter(errors)),
                arguments);
    }
}
