package io.texml.examples.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What {@code texml manual} prints, held against the commands and shown by the programs that show pages. One that is not on
 * this machine is told of on the error stream.
 */
class ManualTest {

    @TempDir
    private Path directory;

    private String page = "";

    @BeforeEach
    void print() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(TexmlProgram.run(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        System.err,
                        "manual"))
                .isZero();
        page = out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itHasEveryCommandOptionAndExitCode() {
        Map<String, CommandLine> commands = TexmlProgram.command(InputStream.nullInputStream(), System.out, System.err)
                .getSubcommands();
        assertThat(page).startsWith(".TH \"TEXML\" \"1\" ");
        assertThat(commands).allSatisfy((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            String part = page.substring(page.indexOf(".SS \"texml " + name + "\""));
            int next = part.indexOf("\n.SS ");
            String section = next < 0 ? part : part.substring(0, next + 1);
            spec.options().forEach(option -> assertThat(section)
                    .contains(option.longestName().replace("-", "\\-"))
                    .contains(option.description()[0].replace("-", "\\-").replace("\"", "\\(dq")));
            spec.usageMessage().exitCodeList().forEach((code, meaning) -> assertThat(section)
                    .contains(".TP\n\\fB" + code + "\\fR\n" + meaning.replace("-", "\\-") + "\n"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"man --warnings -l", "mandoc -T utf8 -W error,stop"})
    void itIsShownWithoutAWarning(String program) throws Exception {
        Path file = Files.writeString(directory.resolve("texml.1"), page);
        Path shown = directory.resolve("shown");
        Path warnings = directory.resolve("warnings");
        String[] command = (program + " " + file).split(" ");
        int code;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(shown.toFile()).redirectError(warnings.toFile());
            builder.environment().putAll(Map.of("MANWIDTH", "100", "LC_ALL", "C.UTF-8", "MANPAGER", "cat"));
            code = builder.start().waitFor();
        } catch (IOException notThere) {
            System.err.println("ManualTest: SKIPPED, there is no " + command[0] + " on this machine");
            assumeTrue(false, "there is no " + command[0]);
            throw notThere;
        }

        assertThat(Files.readString(warnings)).isEmpty();
        assertThat(code).isZero();
        assertThat(List.of(Files.readString(shown).replaceAll(".\b", "").replaceAll("\\s+", " ")))
                .first()
                .asString()
                .contains(
                        "texml check",
                        "--allow-plain-http",
                        "Exit codes:",
                        "texml manual > ~/.local/share/man/man1/texml.1");
    }
}
