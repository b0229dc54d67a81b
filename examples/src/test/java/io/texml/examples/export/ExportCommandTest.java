package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.applications.CreateApplication;
import io.texml.calls.ListCalls;
import io.texml.conferences.CreateParticipant;
import io.texml.examples.program.TexmlProgram;
import io.texml.queues.CreateQueue;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.export.Checkpoint;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.script.CallScript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportCommandTest {

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
        CsvFormat csv = new CsvFormat(Resource.CALLS, List.of("sid", "to", "n", "text", "none", "nested"), false);
        csv.begin(List.of(), out);
        csv.writeItems(
                List.of(item(
                        "{\"n\":1.10,\"sid\":\"=cmd()\",\"to\":\"+13125551234\",\"text\":\"a \\\"b\\\",\\nc\",\"none\":null,"
                                + "\"nested\":{\"a\":[1.0]},\"other\":1}")),
                out);
        csv.writeItems(
                List.of(item("{\"sid\":\"@x\",\"to\":\"+1-HYPERLINK()\",\"text\":\"-\",\"n\":-5,\"none\":\"\\tx\"}")),
                out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("sid,to,n,text,none,nested\r\n"
                        + "'=cmd(),+13125551234,1.10,\"a \"\"b\"\",\nc\",,\"{\"\"a\"\":[1.0]}\"\r\n"
                        + "'@x,'+1-HYPERLINK(),-5,'-,'\tx,\r\n");
    }

    @Test
    void aServerThatIgnoresAFilterEndsTheExportUnlessThatIsAccepted() throws Exception {
        try (FixtureAccount account = new FixtureAccount(100)) {
            Path file = directory.resolve("calls.ndjson");

            assertThat(run(account, "calls", "-o", file.toString(), "--filter", "Sid=v3:5"))
                    .isEqualTo(1);
            assertThat(said)
                    .contains("the filter Sid leaves out", "--accept-ignored-filters")
                    .doesNotContain("v3:5");
            assertThat(file).doesNotExist();

            assertThat(run(
                            account,
                            "calls",
                            "-o",
                            file.toString(),
                            "--filter",
                            "Sid=v3:5",
                            "--restart",
                            "--accept-ignored-filters"))
                    .as(said)
                    .isZero();
            assertThat(Files.readAllLines(file)).hasSize(100);
        }
    }

    @Test
    void aCheckpointWithALinkToAnotherListIsRefusedAndNotToBeGoneOnWith() throws Exception {
        try (FixtureAccount account = new FixtureAccount(1_000)) {
            Path file = unfinished(account, 4);
            CheckpointFile checkpoints = new CheckpointFile(file);
            Checkpoint saved = Objects.requireNonNull(checkpoints.read());
            checkpoints.save(Checkpoint.parse(
                    saved.toJson().replaceFirst("\"next_page\":\"[^\"]*\"", "\"next_page\":\"/v2/messages?Page=2\"")));
            int pages = account.pages();

            assertThat(run(account, "calls", "-o", file.toString(), "--resume")).isEqualTo(1);
            assertThat(said)
                    .contains("the saved link leads to another list", "--restart begins anew")
                    .doesNotContain("--resume goes on", "messages");
            assertThat(account.pages()).isEqualTo(pages);
        }
    }

    @Test
    void plainHttpToAnotherMachineNeedsItsOption() {
        assertThat(run(URI.create("http://gateway.invalid/v2"), "AC1", "calls")).isEqualTo(2);
        assertThat(said).contains("take https, or give --allow-plain-http").doesNotContain("allowPlainHttp");
    }

    @Test
    void callsThatNeverBeganAreNamedOrExportedBehindTheDays() throws Exception {
        try (FixtureAccount account = new FixtureAccount(100)) {
            Path file = directory.resolve("calls.ndjson");
            String first = FixtureAccount.FIRST_DAY.toString();

            assertThat(run(account, "calls", "-o", file.toString(), "--from", first, "--to", first))
                    .isZero();
            assertThat(said).contains("Calls that never began", "--undated");
            int ofTheDay = Files.readAllLines(file).size();

            assertThat(run(
                            account,
                            "calls",
                            "-o",
                            file.toString(),
                            "--from",
                            first,
                            "--to",
                            first,
                            "--undated",
                            "--restart"))
                    .as(said)
                    .isZero();
            assertThat(said).doesNotContain("Calls that never began");
            // None of this account's calls has a time.
            assertThat(Files.readAllLines(file)).hasSize(ofTheDay + 100);
        }
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
                    .isEqualTo(2);
            assertThat(said).contains("another export").doesNotContain("--resume goes on");
            assertThat(run(account, "calls", "-o", file.toString(), "--resume", "--format", "csv"))
                    .isEqualTo(2);
            assertThat(said).contains("--format csv contradicts the name");
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
                "calls --format csv --columns sid,to,sid",
                "queues --status busy",
                "calls --resume --restart",
                "calls --limit 0",
                "calls --output no/such/directory/calls.ndjson",
                "calls --output .",
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
    void theHelpListsTheExitCodesAndWhatCanBeExported() {
        assertThat(ExportRun.usage().lines())
                .anyMatch(line -> line.startsWith("  0 ") && line.contains("done"))
                .anyMatch(line -> line.startsWith("  1 ") && line.contains("failed"))
                .anyMatch(line -> line.startsWith("  2 ") && line.contains("usage"))
                .anyMatch(line -> line.startsWith("  3 ") && line.contains("partial"))
                .anyMatch(line -> line.startsWith("  4 ") && line.contains("key"))
                .anyMatch(line -> line.startsWith("  130 ") && line.contains("interrupted"));
        assertThat(ExportRun.usage().replaceAll("\\s+", " "))
                .contains("calls, recordings, conferences, participants, queues, transcriptions, applications")
                .contains("TELNYX_API_KEY")
                .doesNotContain("--key=", "--api-key");
    }

    @Test
    void theLimitCountsWhatEarlierRunsExported() throws Exception {
        try (FixtureAccount account = new FixtureAccount(1_000)) {
            Path file = unfinished(account, 3);

            assertThat(run(account, "calls", "-o", file.toString(), "--resume", "--limit", "200"))
                    .isEqualTo(2);
            assertThat(run(account, "calls", "-o", file.toString(), "--resume", "--limit", "450"))
                    .as(said)
                    .isZero();
            assertThat(Files.readAllLines(file)).isEqualTo(calls(450));
        }
    }

    @Test
    void anExportThatWasStoppedAtItsVeryEndIsFinishedByResuming() throws Exception {
        try (FixtureAccount account = new FixtureAccount(1_000)) {
            Path file = unfinished(account, 4);
            CheckpointFile checkpoints = new CheckpointFile(file);
            Checkpoint saved = Objects.requireNonNull(checkpoints.read());
            assertThat(run(account, "calls", "-o", file.toString(), "--resume")).isZero();
            int pages = account.pages();

            // After the file got its name, before its checkpoint went.
            checkpoints.save(saved);
            assertThat(run(account, "calls", "-o", file.toString(), "--resume")).isZero();
            assertThat(filesBeside(file)).containsExactly("calls.ndjson");

            // After the last checkpoint, before the file got its name.
            Files.move(file, FileOutput.partOf(file));
            checkpoints.save(Checkpoint.parse(saved.toJson()
                            .replace("\"items\":400", "\"items\":1000")
                            .replace("\"complete\":false", "\"complete\":true")
                            .replaceFirst("\"next_page\":\"[^\"]*\",", "")
                            .replace("\"done\":false", "\"done\":true"))
                    .withNote(CheckpointSaver.BYTES, Long.toString(Files.size(FileOutput.partOf(file)))));
            assertThat(run(account, "calls", "-o", file.toString(), "--resume"))
                    .as(said)
                    .isZero();
            assertThat(Files.readAllLines(file)).isEqualTo(calls(1_000));
            assertThat(filesBeside(file)).containsExactly("calls.ndjson");
            assertThat(account.pages()).isEqualTo(pages);
        }
    }

    @Test
    void anExportThatWasStoppedBeforeItsFirstCheckpointBeginsAnewByResuming() throws Exception {
        try (FixtureAccount account = new FixtureAccount(100)) {
            Path file = directory.resolve("calls.ndjson");
            Files.writeString(FileOutput.partOf(file), "{\"torn\":");
            Files.writeString(file, "what --restart was to replace");

            assertThat(run(account, "calls", "-o", file.toString())).isEqualTo(2);
            assertThat(run(account, "calls", "-o", file.toString(), "--resume"))
                    .as(said)
                    .isZero();
            assertThat(Files.readAllLines(file)).isEqualTo(calls(100));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"schema\":2}|another schema version", "{\"schema\":1,|damaged", "no json|damaged"})
    void aCheckpointThatCannotBeReadIsSaidAndKept(String text, String saying) throws Exception {
        try (FixtureAccount account = new FixtureAccount(1_000)) {
            Path file = unfinished(account, 2);
            Path checkpoint = directory.resolve("calls.ndjson.checkpoint");
            Files.writeString(checkpoint, text);

            assertThat(run(account, "calls", "-o", file.toString(), "--resume")).isEqualTo(1);
            assertThat(said).contains(saying, "--restart");
            assertThat(checkpoint).hasContent(text);
            assertThat(Files.readAllLines(FileOutput.partOf(file))).hasSize(200);
        }
    }

    @Test
    void aFileThatIsShorterThanItsCheckpointSaysIsNotGoneOnWith() throws Exception {
        try (FixtureAccount account = new FixtureAccount(1_000)) {
            Path file = unfinished(account, 2);
            Files.writeString(FileOutput.partOf(file), "");

            assertThat(run(account, "calls", "-o", file.toString(), "--resume")).isEqualTo(1);
            assertThat(said).contains("shorter", "--restart");
        }
    }

    @Test
    void twoExportsDoNotWriteToOneFile() throws Exception {
        try (FixtureAccount account = new FixtureAccount(100)) {
            Path file = directory.resolve("calls.ndjson");
            try (FileOutput other = new FileOutput(file, false)) {
                other.stream().write("theirs\n".getBytes(StandardCharsets.UTF_8));
                assertThat(other.flush()).isEqualTo(7);

                assertThat(run(account, "calls", "-o", file.toString(), "--resume"))
                        .isEqualTo(1);
                Path checkpoint = Files.writeString(directory.resolve("calls.ndjson.checkpoint"), "theirs");
                assertThat(run(account, "calls", "-o", file.toString(), "--restart"))
                        .isEqualTo(1);
                assertThat(said).contains("another export is writing");
                assertThat(checkpoint).hasContent("theirs");
                assertThat(Files.readString(FileOutput.partOf(file))).isEqualTo("theirs\n");
            }
        }
    }

    @Test
    void gzipIsWholeEvenWithoutAnItem() throws Exception {
        try (FixtureAccount account = new FixtureAccount(0)) {
            Path file = directory.resolve("calls.ndjson.gz");
            assertThat(run(account, "calls", "-o", file.toString())).isZero();
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                assertThat(in.readAllBytes()).isEmpty();
            }
        }
    }

    @Test
    void csvThatIsResumedHasOneHeader() throws Exception {
        try (FixtureAccount account = new FixtureAccount(1_000)) {
            account.refuseAfter(3);
            Path file = directory.resolve("calls.csv.gz");
            List<String> command = List.of(
                    "calls", "-o", file.toString(), "--page-size", "100", "--format", "csv", "--columns", "sid,n");
            assertThat(run(account, command.toArray(new String[0]))).isEqualTo(1);
            account.refuseAfter(Integer.MAX_VALUE);
            List<String> again = new ArrayList<>(command);
            again.add("--resume");

            assertThat(run(account, again.toArray(new String[0]))).as(said).isZero();
            String csv;
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            assertThat(csv)
                    .isEqualTo("sid,n\r\n"
                            + IntStream.range(0, 1_000)
                                    .mapToObj(number -> "v3:" + number + "," + number + ".10\r\n")
                                    .collect(Collectors.joining()));
        }
    }

    @Test
    void csvOfAnItemThatIsNoJsonIsAClearError() {
        CsvFormat csv = new CsvFormat(Resource.CALLS, List.of("sid"), false);
        assertThatThrownBy(() -> csv.writeItems(List.of(item("{\"sid\":nonsense}")), OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no well-formed JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "KEY_one\nKEY_two", "KEY with spaces"})
    void withoutAKeyThatCanBeOneNothingIsSent(String text) throws Exception {
        try (FixtureAccount account = new FixtureAccount(10)) {
            Files.writeString(key, text);
            assertThat(run(account, "calls")).isEqualTo(4);
            assertThat(said).doesNotContain("KEY_", "KEY with");
            assertThat(account.pages()).isZero();
        }
    }

    @Test
    void aKeyFileThatIsNotThereIsCode4() throws Exception {
        try (FixtureAccount account = new FixtureAccount(10)) {
            Files.delete(key);
            assertThat(run(account, "calls")).isEqualTo(4);
            assertThat(said).contains("cannot be read");
        }
    }

    @Test
    void theSimulatorNeedsNoKeyAndNoNetwork() throws Exception {
        Path file = directory.resolve("calls.ndjson");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(ExportRun.run(
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        "calls",
                        "--simulator",
                        "--limit",
                        "300",
                        "-o",
                        file.toString(),
                        "--quiet"))
                .isZero();
        assertThat(err.size()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(300);
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
            assertWholeMedia(media);
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

    @Test
    void mediaAreResumedWhereTheyStopped() throws Exception {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().virtualTime().recordings(9).start()) {
            Files.writeString(key, simulator.apiKey());
            Path file = directory.resolve("recordings.ndjson");
            Path media = directory.resolve("media");
            String[] command = {
                "recordings",
                "-o",
                file.toString(),
                "--media",
                media.toString(),
                "--page-size",
                "3",
                "--checkpoint-every",
                "0",
                "--quiet"
            };
            // The third page, and the media on it, are never had: the key is refused there.
            simulator.faults().add(Fault.status(401).on("recordings.get").skip(7));
            assertThat(run(simulator, command)).isEqualTo(4);
            assertThat(file).doesNotExist();
            simulator.faults().clear();
            int fetched = simulator.journal().count("media.get");
            Path leftover = Files.writeString(media.resolve("x.mp3.77aa.part"), "killed in the middle");

            List<String> again = new ArrayList<>(List.of(command));
            assertThat(run(simulator, again.toArray(new String[0]))).isEqualTo(2);
            again.add("--resume");
            assertThat(run(simulator, again.toArray(new String[0]))).as(said).isZero();

            assertThat(leftover).doesNotExist();
            assertThat(Files.readAllLines(media.resolve("manifest.ndjson")))
                    .hasSize(9)
                    .noneMatch(line -> line.contains("error"))
                    .doesNotHaveDuplicates();
            assertThat(simulator.journal().count("media.get")).isBetween(9, 10);
            assertThat(fetched).isBetween(6, 7);
            assertWholeMedia(media);
        }
    }

    @Test
    void mediaThatAreMissingAreGotByRestarting() throws Exception {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().virtualTime().recordings(6).start()) {
            Files.writeString(key, simulator.apiKey());
            Path media = directory.resolve("media");
            List<String> command = new ArrayList<>(
                    List.of("recordings", "-o", directory.resolve("r.ndjson").toString(), "--media", media.toString()));
            simulator.faults().add(Fault.status(405).on("media.get").times(2));
            assertThat(run(simulator, command.toArray(new String[0]))).isEqualTo(3);
            assertThat(said).contains("the media of 2 recordings", "--restart");
            assertThat(Files.readAllLines(media.resolve("manifest.ndjson")))
                    .hasSize(6)
                    .filteredOn(line -> line.contains("\"error\""))
                    .hasSize(2);

            command.add("--restart");
            assertThat(run(simulator, command.toArray(new String[0]))).isZero();
            assertThat(simulator.journal().count("media.get")).isEqualTo(6 + 2);
            assertWholeMedia(media);
        }
    }

    @Test
    void theManifestOfAnotherExportIsNotOverwritten() throws Exception {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().virtualTime().recordings(2).start()) {
            Files.writeString(key, simulator.apiKey());
            Path media = Files.createDirectory(directory.resolve("media"));
            Path manifest = Files.writeString(media.resolve("manifest.ndjson"), "precious");
            String file = directory.resolve("recordings.ndjson").toString();

            assertThat(run(simulator, "recordings", "-o", file, "--media", media.toString()))
                    .isEqualTo(2);
            assertThat(manifest).hasContent("precious");
            assertThat(run(simulator, "recordings", "-o", file, "--media", media.toString(), "--restart"))
                    .isZero();
            assertThat(Files.readAllLines(manifest)).hasSize(2);
        }
    }

    @Test
    void linksToMediaThatHaveExpiredAreReplacedAndTheKeyIsNotSentThere() throws Exception {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().virtualTime().recordings(4).start()) {
            Files.writeString(key, simulator.apiKey());
            simulator.faults().add(Fault.expiredMediaLink().every(2).times(2));
            simulator.faults().add(Fault.truncatedBody().on("media.get").skip(3).times(2));
            Path media = directory.resolve("media");

            assertThat(run(
                            simulator,
                            "recordings",
                            "-o",
                            directory.resolve("r.ndjson").toString(),
                            "--media",
                            media.toString()))
                    .as(said)
                    .isZero();

            assertThat(Files.readAllLines(media.resolve("manifest.ndjson"))).hasSize(4);
            assertWholeMedia(media);
            assertThat(simulator.journal().requests("media.get"))
                    .hasSizeGreaterThan(6)
                    .allMatch(request -> request.header("authorization").isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a/b", "..", "C:\\x"})
    void aSidCannotLeadOutOfTheDirectory(String sid) {
        Path name = Path.of(MediaStore.fileName(sid, null));
        assertThat(name.getNameCount()).isEqualTo(1);
        assertThat(name.toString()).doesNotContain("..", "\\", "/", ":");
    }

    @Test
    void twoSidsNeverShareAFile() {
        assertThat(Stream.of(
                                "a/b",
                                "a:b",
                                "a%2Fb",
                                "a_b",
                                "a b",
                                "\u00e9",
                                "x".repeat(151),
                                "x".repeat(152),
                                "RE1a",
                                "RE1A",
                                "re1a")
                        .map(sid -> MediaStore.fileName(sid, null).toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.length() < 200);
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
                List<String> raw = client.list(ListCalls.builder().build())
                        .raw()
                        .map(item -> StandardCharsets.UTF_8.decode(item).toString())
                        .collectList()
                        .block();
                assertThat(Files.readAllLines(directory.resolve("calls"))).isEqualTo(raw);
            }
        }
    }

    /** An export of 1,000 calls, 100 a page, that failed after so many pages. */
    private Path unfinished(FixtureAccount account, int pages) throws IOException {
        Path file = directory.resolve("calls.ndjson");
        account.refuseAfter(pages);
        assertThat(run(account, "calls", "-o", file.toString(), "--page-size", "100"))
                .isEqualTo(1);
        assertThat(said).contains("--resume goes on");
        account.refuseAfter(Integer.MAX_VALUE);
        return file;
    }

    private static List<String> calls(int count) {
        return IntStream.range(0, count).mapToObj(FixtureAccount::call).toList();
    }

    private static void assertWholeMedia(Path media) throws Exception {
        for (String line : Files.readAllLines(media.resolve("manifest.ndjson"))) {
            JsonNode entry = MAPPER.readTree(line);
            byte[] bytes = Files.readAllBytes(media.resolve(entry.get("file").stringValue()));
            assertThat(bytes).hasSize(entry.get("bytes").intValue());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(entry.get("sha256").stringValue());
        }
    }

    @Test
    void listsWithoutFiltersByDayAreExportedToo() throws Exception {
        try (TexmlSimulator simulator = TexmlSimulator.builder()
                        .virtualTime()
                        .transcriptions(7)
                        .callScript(CallScript.answered()
                                .withRingsAfter(Duration.ofSeconds(1))
                                .withAnswersAfter(Duration.ofSeconds(1))
                                .withTalks(Duration.ofMinutes(1)))
                        .start();
                TexmlClient client = TexmlClient.builder()
                        .baseUrl(simulator.baseUrl())
                        .apiKey(simulator.apiKey())
                        .accountSid(simulator.accountSid())
                        .build()) {
            Files.writeString(key, simulator.apiKey());
            for (int i = 0; i < 5; i++) {
                client.applications()
                        .create(CreateApplication.builder()
                                .friendlyName("application " + i)
                                .voiceUrl(URI.create("https://hooks.example.com/" + i))
                                .build())
                        .block();
            }
            client.queues()
                    .create(CreateQueue.builder().friendlyName("support").build())
                    .block();
            String conference = "";
            for (String label : List.of("front", "back")) {
                conference = Objects.requireNonNull(client.conferences()
                        .participants("room")
                        .create(CreateParticipant.builder()
                                .applicationSid("1293384261075731499")
                                .from("+13125550100")
                                .to("+17735550101")
                                .label(label)
                                .build())
                        .map(created -> Objects.requireNonNull(created.conferenceSid()))
                        .block());
            }
            simulator.clock().advance(Duration.ofSeconds(4));

            assertThat(lines(simulator, "applications", "--page-size", "2"))
                    .filteredOn(line -> line.contains("\"application "))
                    .hasSize(5)
                    .doesNotHaveDuplicates();
            assertThat(lines(simulator, "applications", "--filter", "filter[friendly_name]=ation 3"))
                    .hasSize(1);
            assertThat(lines(simulator, "queues")).hasSize(1);
            assertThat(lines(simulator, "conferences", "--status", "in-progress"))
                    .hasSize(1);
            assertThat(lines(simulator, "participants", "--conference", conference))
                    .hasSize(2)
                    .allMatch(line -> line.contains("call_sid"));
            assertThat(lines(simulator, "transcriptions", "--page-size", "3")).hasSize(7);
        }
    }

    private List<String> lines(TexmlSimulator simulator, String... arguments) throws IOException {
        Path file = directory.resolve("lines");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", file.toString(), "--restart"));
        assertThat(run(simulator, all.toArray(new String[0]))).as(said).isZero();
        return Files.readAllLines(file);
    }

    @Test
    void theKeyComesFromTheEnvironmentTooAndIsNotPrinted() throws Exception {
        try (FixtureAccount account = new FixtureAccount(30)) {
            List<String> command = new ArrayList<>(List.of("env", "TELNYX_API_KEY=KEY_fixture"));
            command.addAll(ChildProcess.command(
                    List.of("-Xmx64m"),
                    TexmlProgram.class.getName(),
                    List.of(
                            "export",
                            "calls",
                            "--account",
                            "AC1",
                            "--base-url",
                            account.baseUrl(),
                            "-o",
                            "calls.ndjson")));

            ChildProcess child = ChildProcess.start(directory, command);

            assertThat(child.exitCode()).as(child.err()).isZero();
            assertThat(child.err()).contains("30 items").doesNotContain("KEY_fixture");
            assertThat(Files.readAllLines(directory.resolve("calls.ndjson"))).hasSize(30);
            assertThat(directory.resolve("child.out")).isEmptyFile();
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
        int code = ExportRun.run(new PrintStream(err, true, StandardCharsets.UTF_8), all.toArray(new String[0]));
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
