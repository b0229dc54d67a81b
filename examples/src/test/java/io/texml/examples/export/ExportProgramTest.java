package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportProgramTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path directory;

    private Path key;
    private String said = "";

    @BeforeEach
    void writeKey() throws IOException {
        key = Files.writeString(directory.resolve("key"), "KEY_fixture\n");
    }

    @Test
    void theNdjsonOfAnAccountIsByteForByteWhatTheServerSent() throws Exception {
        try (FixtureAccount account = new FixtureAccount(1_000)) {
            Path file = directory.resolve("calls.ndjson");

            assertThat(run(account, "calls", "-o", file.toString(), "--page-size", "77"))
                    .isZero();

            byte[] sent = IntStream.range(0, 1_000)
                    .mapToObj(number -> FixtureAccount.call(number) + "\n")
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(Files.readAllBytes(file)).isEqualTo(sent);
            assertThat(said).contains("1,000 items");
            assertThat(filesBeside(file)).containsExactly("calls.ndjson");
        }
    }

    @Test
    void faultsOfTheServerLeaveNoTrace() throws Exception {
        try (FixtureAccount account = new FixtureAccount(2_000)) {
            account.faults(10);
            Path file = directory.resolve("calls.ndjson");

            assertThat(run(account, "calls", "-o", file.toString(), "--page-size", "100"))
                    .as(said)
                    .isZero();

            assertThat(Files.readAllLines(file))
                    .isEqualTo(IntStream.range(0, 2_000)
                            .mapToObj(FixtureAccount::call)
                            .toList());
        }
    }

    @Test
    void csvHasAHeaderQuotesWhatNeedsItAndIsNoFormula() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvFormat csv = new CsvFormat(List.of("sid", "to", "n", "text", "none", "nested"));
        csv.writeHeader(out);
        csv.writeItem(
                item(
                        "{\"n\":1.10,\"sid\":\"=cmd()\",\"to\":\"+13125551234\",\"text\":\"a \\\"b\\\",\\nc\",\"none\":null,"
                                + "\"nested\":{\"a\":[1.0]},\"other\":1}"),
                out);
        csv.writeItem(
                item("{\"sid\":\"@x\",\"to\":\"+1-HYPERLINK()\",\"text\":\"-\",\"n\":-5,\"none\":\"\\tx\"}"), out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("sid,to,n,text,none,nested\r\n"
                        + "'=cmd(),+13125551234,1.10,\"a \"\"b\"\",\nc\",,\"{\"\"a\"\":[1.0]}\"\r\n"
                        + "'@x,'+1-HYPERLINK(),-5,'-,'\tx,\r\n");
    }

    @Test
    void aLineBreakBetweenTokensDoesNotTearALine() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new NdjsonFormat().writeItem(item("{\n  \"a\": 1\r\n}"), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{   \"a\": 1  }\n");
    }

    @Test
    void whatIsThereIsNotOverwrittenUnlessAskedFor() throws Exception {
        try (FixtureAccount account = new FixtureAccount(100)) {
            Path file = Files.writeString(directory.resolve("calls.ndjson"), "precious");

            assertThat(run(account, "calls", "-o", file.toString())).isEqualTo(2);
            assertThat(said).contains("--restart");
            assertThat(Files.readString(file)).isEqualTo("precious");

            assertThat(run(account, "calls", "-o", file.toString(), "--restart"))
                    .isZero();
            assertThat(Files.readAllLines(file)).hasSize(100);
            assertThat(run(account, "calls", "-o", file.toString(), "--resume")).isZero();
            assertThat(said).contains("finished already");
        }
    }

    @Test
    void anUnfinishedExportIsResumedOnlyWithWhatItWasBegunWith() throws Exception {
        try (FixtureAccount account = new FixtureAccount(1_000)) {
            Path file = directory.resolve("calls.ndjson");
            account.refuseAfter(3);
            assertThat(run(account, "calls", "-o", file.toString(), "--page-size", "100"))
                    .isEqualTo(1);
            assertThat(file).doesNotExist();
            assertThat(Files.readAllLines(FileOutput.partOf(file))).hasSize(300);
            account.refuseAfter(Integer.MAX_VALUE);

            assertThat(run(account, "calls", "-o", file.toString())).isEqualTo(2);
            assertThat(said).contains("--resume");
            assertThat(run(account, "calls", "-o", file.toString(), "--resume", "--status", "busy"))
                    .isEqualTo(1);
            assertThat(said).contains("another export");
            assertThat(run(account, "calls", "-o", file.toString(), "--resume", "--page-size", "300"))
                    .isZero();
            assertThat(Files.readAllLines(file))
                    .isEqualTo(IntStream.range(0, 1_000)
                            .mapToObj(FixtureAccount::call)
                            .toList());
        }
    }

    @Test
    void aDryRunSendsNothingAndShowsNoValueOfAFilter() throws Exception {
        try (FixtureAccount account = new FixtureAccount(100)) {
            assertThat(run(account, "calls", "--dry-run", "--filter", "To=+15551234567"))
                    .isZero();
            assertThat(account.pages()).isZero();
            assertThat(said).contains("calls.list", "To").doesNotContain("5551234567");
        }
    }

    @Test
    void theLimitCutsThePage() throws Exception {
        try (FixtureAccount account = new FixtureAccount(1_000)) {
            Path file = directory.resolve("calls.ndjson");
            assertThat(run(account, "calls", "-o", file.toString(), "--limit", "120", "--page-size", "50"))
                    .isZero();
            assertThat(Files.readAllLines(file)).hasSize(120);
            assertThat(account.pages()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void aKeyThatIsNotAcceptedIsCode4AndIsNotPrinted() throws Exception {
        try (FixtureAccount account = new FixtureAccount(10)) {
            Files.writeString(key, "KEY_of_somebody_else");
            assertThat(run(account, "calls")).isEqualTo(4);
            assertThat(said).doesNotContain("KEY_of_somebody_else");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls --resume",
                "calls --slices 3",
                "queues --from 2026-01-01",
                "calls --media x",
                "participants",
                "calls --columns sid",
                "calls --from yesterday",
                "nothing"
            })
    void wrongUsageIsCode2(String arguments) throws Exception {
        try (FixtureAccount account = new FixtureAccount(10)) {
            assertThat(run(account, arguments.split(" "))).isEqualTo(2);
            assertThat(account.pages()).isZero();
        }
    }

    @Test
    void theHelpListsTheExitCodes() {
        assertThat(ExportProgram.usage()).contains("130", "partial", "TELNYX_API_KEY");
    }

    @Test
    void progressIsJsonWhenAskedFor() throws Exception {
        try (FixtureAccount account = new FixtureAccount(100)) {
            Path file = directory.resolve("calls.ndjson");
            run(account, "calls", "-o", file.toString(), "--progress", "json");
            JsonNode last = MAPPER.readTree(said.lines().findFirst().orElseThrow());
            assertThat(last.get("items").intValue()).isEqualTo(100);
        }
    }

    @Test
    void recordingsComeWithTheirMediaAndAManifest() throws Exception {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().virtualTime().recordings(7).start()) {
            Files.writeString(key, simulator.apiKey());
            Path file = directory.resolve("recordings.ndjson");
            Path media = directory.resolve("media");

            assertThat(run(simulator, "recordings", "-o", file.toString(), "--media", media.toString()))
                    .as(said)
                    .isZero();

            List<String> manifest = Files.readAllLines(media.resolve("manifest.ndjson"));
            assertThat(manifest).hasSize(7);
            for (String line : manifest) {
                JsonNode entry = MAPPER.readTree(line);
                byte[] bytes =
                        Files.readAllBytes(media.resolve(entry.get("file").stringValue()));
                assertThat(bytes).hasSize(entry.get("bytes").intValue());
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                        .isEqualTo(entry.get("sha256").stringValue());
            }
            assertThat(filesBeside(media.resolve("x"))).hasSize(8);
        }
    }

    @Test
    void mediaThatCannotBeHadMakeAPartialExport() throws Exception {
        try (FixtureAccount account = new FixtureAccount(30)) {
            Path media = directory.resolve("media");

            assertThat(run(
                            account,
                            "recordings",
                            "-o",
                            directory.resolve("r.ndjson").toString(),
                            "--media",
                            media.toString()))
                    .as(said)
                    .isEqualTo(3);

            assertThat(Files.readAllLines(media.resolve("manifest.ndjson")))
                    .hasSize(30)
                    .allMatch(line -> line.contains("\"error\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a/b", "..", "C:\\x"})
    void aSidCannotLeadOutOfTheDirectory(String sid) {
        Path name = Path.of(MediaStore.fileName(sid, null));
        assertThat(name.getNameCount()).isEqualTo(1);
        assertThat(name.toString()).doesNotContain("..", "\\", "/");
    }

    @Test
    void everyResourceOfTheSimulatorIsExported() throws Exception {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().virtualTime().calls(30).recordings(5).start()) {
            Files.writeString(key, simulator.apiKey());
            for (String resource : List.of("calls", "recordings", "conferences", "queues", "transcriptions")) {
                Path file = directory.resolve(resource);
                assertThat(run(simulator, resource, "-o", file.toString(), "-q"))
                        .as(said)
                        .isZero();
            }
            assertThat(Files.readAllLines(directory.resolve("calls"))).hasSize(30);
            assertThat(Files.readAllLines(directory.resolve("recordings"))).hasSize(5);
            assertThat(directory.resolve("queues")).isEmptyFile();

            try (TexmlClient client = TexmlClient.builder()
                    .baseUrl(simulator.baseUrl())
                    .apiKey(simulator.apiKey())
                    .accountSid(simulator.accountSid())
                    .build()) {
                List<String> raw = client.rawItems(ListCalls.builder().build())
                        .map(item -> StandardCharsets.UTF_8.decode(item).toString())
                        .collectList()
                        .block();
                assertThat(Files.readAllLines(directory.resolve("calls"))).isEqualTo(raw);
            }
        }
    }

    private int run(FixtureAccount account, String... arguments) {
        return run(URI.create(account.baseUrl()), "AC1", arguments);
    }

    private int run(TexmlSimulator simulator, String... arguments) {
        return run(simulator.baseUrl(), simulator.accountSid(), arguments);
    }

    private int run(URI baseUrl, String account, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--base-url", baseUrl.toString(), "--account", account, "--key-file", key.toString()));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ExportProgram.run(new PrintStream(err, true, StandardCharsets.UTF_8), all.toArray(new String[0]));
        said = err.toString(StandardCharsets.UTF_8);
        return code;
    }

    private static ByteBuffer item(String json) {
        return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }

    private static List<String> filesBeside(Path file) throws IOException {
        try (var files = Files.list(file.getParent())) {
            return files.map(other -> other.getFileName().toString())
                    .filter(name -> !name.equals("key"))
                    .toList();
        }
    }
}
