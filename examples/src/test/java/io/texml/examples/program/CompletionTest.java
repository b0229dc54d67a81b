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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What {@code texml completion} prints, held against the commands and tried in the shells that are on this machine. A shell
 * that is not is told of on the error stream; with {@code TEXML_REQUIRE_SHELLS=1} it fails.
 */
class CompletionTest {

    private static final boolean REQUIRED = "1".equals(System.getenv("TEXML_REQUIRE_SHELLS"));

    @TempDir
    private Path directory;

    private final Map<String, CommandLine> commands = TexmlProgram.command(
                    InputStream.nullInputStream(), System.out, System.err)
            .getSubcommands();

    @Test
    void fishIsToldOfEveryCommandAndOptionAndOfNothingElse() {
        List<String> lines = completion("fish").lines().toList();

        assertThat(lines).allMatch(line -> line.startsWith("complete -c texml "));
        assertThat(commands).allSatisfy((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            assertThat(spec.subcommands())
                    .as("FishCompletion knows commands of the program alone")
                    .isEmpty();
            assertThat(lines).anyMatch(line -> line.contains("-n __fish_use_subcommand -a '" + name + "' -d '"));
            List<String> ofCommand = lines.stream()
                    .filter(line -> line.contains(" -n '__fish_seen_subcommand_from " + name + "' "))
                    .toList();
            assertThat(ofCommand)
                    .hasSize(spec.options().size() + spec.positionalParameters().size());
            spec.options().forEach(option -> assertThat(ofCommand)
                    .as(option.longestName())
                    .filteredOn(line ->
                            (line + " ").contains(" -l " + option.longestName().substring(2) + " "))
                    .singleElement()
                    .satisfies(line -> assertThat(line.contains(" -x") || line.contains(" -r"))
                            .isEqualTo(option.arity().max() > 0)));
        });
        assertThat(lines)
                .hasSize(1
                        + commands.size()
                        + Stream.concat(
                                        Stream.of(program()),
                                        commands.values().stream().map(CommandLine::getCommandSpec))
                                .mapToInt(spec -> spec.options().size()
                                        + spec.positionalParameters().size())
                                .sum());
    }

    @Test
    void fishIsToldOfValuesAndFiles() {
        assertThat(completion("fish").lines())
                .anyMatch(line -> line.contains(" export' -l format -x -a 'ndjson csv' "))
                .anyMatch(line -> line.contains(" export' -s o -l output -r -F -d "))
                .anyMatch(line -> line.contains(" export' -a 'calls recordings "))
                .anyMatch(line -> line.contains(" check' -F -d "))
                .anyMatch(line -> line.contains(" export' -l limit -x -d "));
    }

    @Test
    void zshReadsWhatBashReads() {
        assertThat(completion("zsh")).isEqualTo(completion("bash")).contains("bashcompinit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "texml ex                  | export",
                "texml export --form       | --format",
                "texml export --format n   | ndjson",
                "texml export conf         | conferences",
                "texml campaign --key-f    | --key-file",
                "texml completion z        | zsh",
                "texml simulate --sp       | --speed"
            })
    void aShellCompletes(String line, String word) throws Exception {
        String script = Files.writeString(directory.resolve("texml.bash"), completion("bash"))
                .toString();
        String fish = Files.writeString(directory.resolve("texml.fish"), completion("fish"))
                .toString();
        // What readline hands to the function that the script registers.
        String asked = "COMP_WORDS=(" + line + "); COMP_LINE='" + line + "'; COMP_POINT=${#COMP_LINE}; COMP_CWORD="
                + (line.split(" ").length - 1) + "; COMPREPLY=(); _complete_texml; printf '%s\\n' ${COMPREPLY[@]}";

        assertThat(shell("bash", "--norc", "-c", "source '" + script + "'; " + asked))
                .contains(word);
        // As bashcompinit calls it.
        assertThat(shell(
                        "zsh",
                        "-f",
                        "-c",
                        "autoload -U +X compinit && compinit -D -u; source '" + script + "'; ask() { emulate -L sh;"
                                + " setopt kshglob noshglob braceexpand ksharrays; " + asked + "; }; ask"))
                .contains(word);
        assertThat(shell("fish", "--no-config", "-c", "source '" + fish + "'; complete -C '" + line + "'"))
                .anyMatch(answer -> answer.equals(word) || answer.startsWith(word + "\t"));
    }

    /** What a shell says; where there is none, what was asked for is not known, and the test says so. */
    private List<String> shell(String... command) throws Exception {
        Path output = directory.resolve("output");
        Process process;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("HOME", directory.toString());
            builder.environment().put("XDG_CONFIG_HOME", directory.toString());
            process = builder.start();
        } catch (IOException notThere) {
            System.err.println("CompletionTest: SKIPPED, there is no " + command[0] + " on this machine");
            assertThat(REQUIRED).as(command[0]).isFalse();
            assumeTrue(false, "there is no " + command[0]);
            throw notThere;
        }
        process.getOutputStream().close();
        process.waitFor();
        return Files.readAllLines(output);
    }

    private CommandSpec program() {
        return commands.get("check").getParent().getCommandSpec();
    }

    private static String completion(String shell) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = TexmlProgram.run(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                "completion",
                shell);
        assertThat(code).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
