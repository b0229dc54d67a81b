package io.texml.examples.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TexmlProgramTest {

    private static final String RIGHT = "<Response><Say>a</Say></Response>";
    private static final String DOUBTFUL = "<Response><Newer/></Response>";
    private static final String WRONG =
            "<Response>\n <Say Voice='+13125550147'>a</Say><Sms>+13125550147</Sms></Response>";

    @TempDir
    private Path directory;

    private String input = "";
    private String written = "";
    private String said = "";

    @Test
    void theGuideShowsWhatTheProgramSays() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "documents.md"));
        List<String> blocks = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(block -> block.group(1))
                .toList();
        Path menu = Files.writeString(directory.resolve("menu.xml"), blocks.get(0));

        assertThat(run("check", menu.toString())).isEqualTo(1);
        assertThat(written.replace(menu.toString(), "menu.xml")).isEqualTo(blocks.get(1));
    }

    @Test
    void theExitCodeSaysWhetherSomethingIsWrong() throws IOException {
        String right = file("right.xml", RIGHT);
        String doubtful = file("doubtful.xml", DOUBTFUL);
        String wrong = file("wrong.xml", WRONG);

        assertThat(run("check", right)).isZero();
        assertThat(written).isEmpty();
        assertThat(said).isEqualTo("1 file: 0 errors, 0 warnings, 0 remarks\n");
        assertThat(run("check", right, doubtful)).isZero();
        assertThat(said).isEqualTo("2 files: 0 errors, 1 warning, 0 remarks\n");
        assertThat(run("check", "--strict", doubtful)).isEqualTo(1);
        assertThat(run("check", right, wrong)).isEqualTo(1);
        assertThat(run("check", wrong, directory.resolve("missing.xml").toString()))
                .isEqualTo(3);
        assertThat(said).contains("texml check: " + directory.resolve("missing.xml") + ": there is no such file");
        assertThat(run("check", directory.toString())).isEqualTo(3);
        assertThat(said).startsWith("texml check: " + directory + ": it is a directory\n");
    }

    @Test
    void anOutputThatCannotBeWrittenIsTold() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code = TexmlProgram.run(
                InputStream.nullInputStream(),
                new PrintStream(full, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "check",
                "--format",
                "json",
                file("right.xml", RIGHT));

        assertThat(code).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the output cannot be written");
    }

    @Test
    void theStandardInputIsADocumentToo() {
        input = WRONG;

        assertThat(run("check", "-")).isEqualTo(1);
        assertThat(written)
                .startsWith("-:2:2: error: Voice is in the wrong case: ")
                .contains("\n-:2:35: error: Sms is of TwiML")
                .doesNotContain("5550147");
    }

    @Test
    void whatIsNoXmlIsAFindingWithItsPlace() {
        input = "<Response>\n<Say>a & b</Say></Response>";

        assertThat(run("check", "-")).isEqualTo(1);
        assertThat(written)
                .isEqualTo(
                        "-:2:9: error: this is no XML: an entity that is not declared, or an & that stands for itself: "
                                + "the platform does not run it; write &amp; for it [/]\n");
        input = "x".repeat(5_000_000);
        assertThat(run("check", "-")).isEqualTo(1);
        assertThat(written).contains("the document has more than 1,000,000 characters");
    }

    @Test
    void jsonIsOneArrayOfAllFindings() throws IOException {
        assertThat(run("check", "--format", "json", file("wrong.xml", WRONG), file("doubtful.xml", DOUBTFUL)))
                .isEqualTo(1);

        JsonNode findings = JsonMapper.shared().readTree(written);
        assertThat(findings.size()).isEqualTo(3);
        assertThat(findings.get(0).propertyNames())
                .containsExactly("file", "line", "column", "path", "severity", "problem", "effect", "advice");
        assertThat(findings.get(0).get("line").asInt()).isEqualTo(2);
        assertThat(findings.get(0).get("path").asString()).isEqualTo("/Response/Say/@Voice");
        assertThat(findings.get(2).get("severity").asString()).isEqualTo("warning");
        run("check", "--format", "JSON", file("right.xml", RIGHT));
        assertThat(JsonMapper.shared().readTree(written).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                          | texml: there is no command; check, campaign, export, simulate, completion, manual
                    SECRET                      | texml: there is no such command; write check or campaign or export or simulate or completion or manual
                    --unknown                   | texml: there is no option --unknown
                    check                       | texml check: missing required parameter
                    check --format xml a        | texml check: --format must be one of text, json; it is 'xml'
                    check --unknown=SECRET a    | texml check: there is no option --unknown
                    completion tcsh             | texml completion: SHELL must be one of bash, zsh, fish; it is 'tcsh'
                    simulate --port x           | texml simulate: --port must be a whole number; it is 'x'
                    simulate --speed=-1         | texml simulate: --speed: The speed has to be more than 0
                    export calls --page-size x  | texml export: --page-size must be a number from 1 to 1000; it is 'x'
                    export calls --to 2026-01-01 | texml export: --to, --slices, --include-today and --undated need --from
                    """)
    void whatIsWrongIsOneLineInPlainWords(String arguments, String sentence) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(said).startsWith(sentence).hasLineCount(1).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "check ", "campaign ", "export ", "simulate ", "completion ", "manual "})
    void everyCommandSaysTheVersionOfTheProgram(String command) {
        assertThat(run((command + "--version").split(" "))).isZero();
        assertThat(written).isEqualTo("texml (not packaged)\n");
    }

    @Test
    void optionsOfSeveralCommandsAreTheSame() {
        Map<String, CommandLine> commands = TexmlProgram.command(InputStream.nullInputStream(), System.out, System.err)
                .getSubcommands();
        for (String option :
                List.of("--account", "--key-file", "--base-url", "--allow-plain-http", "--progress", "--quiet")) {
            assertThat(Stream.of("campaign", "export")
                            .map(name -> commands.get(name).getCommandSpec().findOption(option))
                            .map(spec -> String.join(" ", spec.names()) + " " + spec.paramLabel() + " "
                                    + String.join(" ", spec.description()))
                            .distinct())
                    .as(option)
                    .hasSize(1);
        }
        assertThat(commands.values().stream()
                        .flatMap(command -> command.getCommandSpec().options().stream())
                        .filter(option -> option.type().isEnum())
                        .flatMap(option -> StreamSupport.stream(
                                option.completionCandidates().spliterator(), false)))
                .isNotEmpty()
                .allMatch(word -> word.equals(word.toLowerCase(Locale.ROOT)));
    }

    private String file(String name, String document) throws IOException {
        return Files.writeString(directory.resolve(name), document).toString();
    }

    private int run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = TexmlProgram.run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
        written = out.toString(StandardCharsets.UTF_8);
        said = err.toString(StandardCharsets.UTF_8);
        return code;
    }
}
