package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.TexmlClient;
import io.texml.reactor.export.Checkpoint;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program does with the files that it is given and those that it makes. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "it needs links, pipes and modes")
class ExportFilesTest {

    private static final String MODE = "rw-------";

    @TempDir
    private Path directory;

    private FixtureAccount account;
    private Path key;
    private String said = "";

    @BeforeEach
    void start() throws IOException {
        account = new FixtureAccount(500);
        key = Files.writeString(directory.resolve("key"), "KEY_fixture\n");
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void aLinkStaysOneAndItsTargetIsWritten() throws Exception {
        Path big = Files.createDirectory(directory.resolve("big"));
        Path file = Files.writeString(big.resolve("calls.ndjson"), "old\n");
        Path second = Files.createSymbolicLink(directory.resolve("second"), Path.of("big/calls.ndjson"));
        Path link = Files.createSymbolicLink(directory.resolve("calls.ndjson"), Path.of("second"));

        assertThat(run("calls", "-o", link.toString())).isEqualTo(2);
        assertThat(file).hasContent("old");
        assertThat(run("calls", "-o", link.toString(), "--restart")).as(said).isZero();

        assertThat(link).isSymbolicLink();
        assertThat(second).isSymbolicLink();
        assertThat(Files.readAllLines(file)).hasSize(500);
        assertThat(big).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aLinkToNothingYetIsWrittenThrough() throws Exception {
        Files.createDirectory(directory.resolve("big"));
        Path link = Files.createSymbolicLink(directory.resolve("calls.ndjson"), Path.of("big/new.ndjson"));
        assertThat(run("calls", "-o", link.toString())).as(said).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readAllLines(directory.resolve("big/new.ndjson"))).hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such/file", "link", "big"})
    void aLinkThatLeadsNowhereIsSaidBeforeTheFirstPage(String target) throws Exception {
        Files.createDirectory(directory.resolve("big"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of(target));
        assertThat(run("calls", "-o", link.toString(), "--restart")).isPositive();
        assertThat(said).hasLineCount(1).contains("link");
        assertThat(account.pages()).isZero();
    }

    @Test
    void nobodyElseReadsWhatIsWritten() throws Exception {
        Path file = Files.writeString(directory.resolve("calls.ndjson"), "old\n");
        account.refuseAfter(2);
        run("calls", "-o", file.toString(), "--page-size", "100", "--restart");
        assertThat(mode(FileOutput.partOf(file))).isEqualTo(MODE);
        assertThat(mode(new CheckpointFile(file).file())).isEqualTo(MODE);
        account.refuseAfter(Integer.MAX_VALUE);
        assertThat(run("calls", "-o", file.toString(), "--resume")).isZero();
        assertThat(mode(file)).isEqualTo(MODE);

        try (TexmlSimulator simulator =
                TexmlSimulator.builder().virtualTime().recordings(3).start()) {
            Files.writeString(key, simulator.apiKey());
            Path media = directory.resolve("media");
            assertThat(run(
                            simulator.baseUrl(),
                            simulator.accountSid(),
                            "recordings",
                            "-o",
                            directory.resolve("r").toString(),
                            "--media",
                            media.toString()))
                    .as(said)
                    .isZero();
            assertThat(mode(media)).isEqualTo("rwx------");
            try (var files = Files.list(media)) {
                assertThat(files).hasSize(4).allSatisfy(written -> assertThat(mode(written))
                        .isEqualTo(MODE));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".part", ".checkpoint", ".checkpoint.new"})
    void aPlantedLinkIsNotFollowed(String beside) throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        Files.createSymbolicLink(directory.resolve("calls.ndjson" + beside), victim);
        String file = directory.resolve("calls.ndjson").toString();
        for (String how : List.of("--quiet", "--restart", "--resume")) {
            assertThat(run("calls", "-o", file, how)).as(said).isEqualTo(2);
        }
        assertThat(victim).hasContent("precious");
        assertThat(said).contains("symbolic link");
        assertThat(account.pages()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zo\u00EB", "a\u0001b", "\u0095\\"})
    void aRecordingWithANameInAnotherCharsetHasItsMediaAllTheSame(String name) throws Exception {
        Path media = Files.createDirectory(directory.resolve("media"));
        Files.writeString(media.resolve(MediaStore.fileName("RE1", null)), "there already");
        byte[] item = ("{\"name\":\"" + name + "\",\"sid\":\"RE1\"}").getBytes(StandardCharsets.ISO_8859_1);
        byte[] noJson = "{\"sid\":".getBytes(StandardCharsets.ISO_8859_1);
        try (TexmlClient client = TexmlClient.builder().apiKey("none").build();
                MediaStore store = new MediaStore(client, media, 0, 0, 0)) {
            store.save(List.of(ByteBuffer.wrap(item), ByteBuffer.wrap(noJson)));
        }
        List<String> lines = Files.readAllLines(media.resolve("manifest.ndjson"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("\"RE1\"", "sha256").doesNotContain("error");
        assertThat(lines.get(1)).contains("no well-formed JSON");
    }

    @Test
    void aPlantedLinkAtAMediaNameIsReplacedAndNotRead() throws Exception {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().virtualTime().recordings(1).start()) {
            Files.writeString(key, simulator.apiKey());
            Path media = directory.resolve("media");
            List<String> command = List.of(
                    "recordings", "-o", directory.resolve("r").toString(), "--media", media.toString(), "--restart");
            assertThat(run(simulator.baseUrl(), simulator.accountSid(), command.toArray(new String[0])))
                    .isZero();
            Path victim = Files.writeString(directory.resolve("victim"), "precious");
            Path file;
            try (var files = Files.list(media)) {
                file = files.filter(any -> !any.endsWith("manifest.ndjson"))
                        .findFirst()
                        .orElseThrow();
            }
            Files.delete(file);
            Files.createSymbolicLink(file, victim);

            assertThat(run(simulator.baseUrl(), simulator.accountSid(), command.toArray(new String[0])))
                    .isZero();

            assertThat(victim).hasContent("precious");
            assertThat(file).isRegularFile().isNotEmptyFile();
            assertThat(Files.isSymbolicLink(file)).isFalse();
        }
    }

    @Test
    void aNameThatIsTooLongForItsCheckpointIsRefusedBeforeTheFirstPage() {
        String name = "x".repeat(244);
        assertThat(run("calls", "-o", directory.resolve(name).toString())).isEqualTo(2);
        assertThat(said).hasLineCount(1).contains("take another name");
        assertThat(account.pages()).isZero();
        assertThat(run("calls", "-o", directory.resolve(name.substring(10)).toString()))
                .isZero();
    }

    @Test
    void theNameSaysTheFormat() throws Exception {
        Path csv = directory.resolve("calls.CSV");
        assertThat(run("calls", "-o", csv.toString(), "--columns", " sid , n"))
                .as(said)
                .isZero();
        assertThat(Files.readAllLines(csv)).startsWith("sid,n").hasSize(501);
        int pages = account.pages();
        assertThat(run("calls", "-o", directory.resolve("a.csv").toString(), "--format", "ndjson"))
                .isEqualTo(2);
        assertThat(said).contains("contradicts");
        assertThat(run("calls", "-o", directory.resolve("a.csv.gz").toString(), "--format", "ndjson"))
                .isEqualTo(2);
        assertThat(run("calls", "-o", directory.resolve("a.ndjson").toString(), "--format", "csv"))
                .isEqualTo(2);
        assertThat(account.pages()).isEqualTo(pages);
    }

    @Test
    void anUnknownColumnLeavesNoTrace() throws Exception {
        Path file = directory.resolve("calls.csv");
        assertThat(run("calls", "-o", file.toString(), "--columns", "sid,n,tto"))
                .isEqualTo(2);
        assertThat(said).contains("calls have no tto;");
        assertThat(run("calls", "-o", file.toString(), "--columns", "sid,n"))
                .as(said)
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sid,,to", "sid,", " ", "sid, sid", "sid,to,\u00A0to"})
    void columnsWithoutANameOrTwiceAreRefused(String columns) {
        assertThat(run("calls", "--format", "csv", "--columns", columns)).isEqualTo(2);
        assertThat(said).hasLineCount(1).contains("--columns");
        assertThat(account.pages()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "0", "-1", "many", "lineEnd", "longer", "99999999999999999999"})
    void aCheckpointWithAnotherNumberOfBytesIsNotBelieved(String bytes) throws Exception {
        for (String name : List.of("calls.ndjson", "calls.csv", "calls.ndjson.gz")) {
            Path file = unfinished(name);
            Path part = FileOutput.partOf(file);
            byte[] before = Files.readAllBytes(part);
            CheckpointFile checkpoints = new CheckpointFile(file);
            Checkpoint saved = Objects.requireNonNull(checkpoints.read());
            String edited = bytes.equals("longer")
                    ? Long.toString(before.length + 1L)
                    : bytes.equals("lineEnd") ? Integer.toString(firstLineEnd(before)) : bytes;
            checkpoints.save(saved.withNote(CheckpointSaver.BYTES, edited));
            int pages = account.pages();

            assertThat(run("calls", "-o", file.toString(), "--resume")).as(name).isEqualTo(1);

            assertThat(said).as(name).hasLineCount(1).contains("checkpoint", "--restart");
            assertThat(Files.readAllBytes(part)).as(name).isEqualTo(before);
            assertThat(account.pages()).isEqualTo(pages);
            checkpoints.save(saved);
            assertThat(run("calls", "-o", file.toString(), "--resume")).as(said).isZero();
        }
    }

    @Test
    void aCheckpointWithAnotherNumberOfItemsIsNotBelieved() throws Exception {
        Path file = unfinished("calls.ndjson");
        CheckpointFile checkpoints = new CheckpointFile(file);
        String saved = Objects.requireNonNull(checkpoints.read()).toJson();
        checkpoints.save(Checkpoint.parse(saved.replace("\"items\":200", "\"items\":401")));
        assertThat(run("calls", "-o", file.toString(), "--resume")).isEqualTo(1);
        assertThat(said).contains("401 records", "there are 200");
    }

    @Test
    void aManifestThatDoesNotAgreeWithItsCheckpointIsNotBelieved() throws Exception {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().virtualTime().recordings(9).start()) {
            Files.writeString(key, simulator.apiKey());
            Path file = directory.resolve("recordings.ndjson");
            List<String> command = new ArrayList<>(List.of(
                    "recordings",
                    "-o",
                    file.toString(),
                    "--media",
                    directory.resolve("media").toString(),
                    "--page-size",
                    "3",
                    "--checkpoint-every",
                    "0"));
            simulator.faults().add(Fault.status(401).on("recordings.get").skip(7));
            assertThat(run(simulator.baseUrl(), simulator.accountSid(), command.toArray(new String[0])))
                    .isEqualTo(4);
            simulator.faults().clear();
            CheckpointFile checkpoints = new CheckpointFile(file);
            checkpoints.save(Objects.requireNonNull(checkpoints.read()).withNote(CheckpointSaver.MANIFEST_BYTES, "0"));
            command.add("--resume");

            assertThat(run(simulator.baseUrl(), simulator.accountSid(), command.toArray(new String[0])))
                    .isEqualTo(1);
            assertThat(said).contains("manifest.ndjson", "--restart");
        }
    }

    @Test
    void aPipeIsWrittenToAndStaysOne() throws Exception {
        Path pipe = directory.resolve("pipe.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<List<String>> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readAllLines(pipe);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(run("calls", "-o", pipe.toString(), "--columns", "sid"))
                .as(said)
                .isZero();
        assertThat(read.get()).hasSize(501);
        assertThat(run("calls", "-o", pipe.toString(), "--resume")).isEqualTo(2);
        assertThat(run("calls", "-o", "/dev/null", "--restart")).as(said).isZero();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void aKeyFileOfWindowsIsRead() throws Exception {
        Files.write(key, "\uFEFFKEY_fixture\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(run("calls", "-o", directory.resolve("a").toString()))
                .as(said)
                .isZero();
        Files.write(key, "\uFEFF KEY_fixture\r\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(run("calls", "-o", directory.resolve("b").toString()))
                .as(said)
                .isZero();
    }

    @Test
    void twoExportsDoNotShareADirectoryOfMedia() throws Exception {
        Path media = directory.resolve("media");
        try (FileChannel other = FileChannel.open(
                MediaStore.manifestOf(Files.createDirectory(media)),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            Objects.requireNonNull(other.lock());
            assertThat(run("recordings", "-o", directory.resolve("r").toString(), "--media", media.toString()))
                    .isEqualTo(1);
            assertThat(said).contains("another export is writing to");
        }
    }

    private Path unfinished(String name) throws IOException {
        Path file = directory.resolve(name);
        account.refuseAfter(account.pages() + 2);
        assertThat(run("calls", "-o", file.toString(), "--page-size", "100", "--checkpoint-every", "0"))
                .isEqualTo(1);
        account.refuseAfter(Integer.MAX_VALUE);
        return file;
    }

    private static int firstLineEnd(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private int run(String... arguments) {
        return run(URI.create(account.baseUrl()), "AC1", arguments);
    }

    private int run(URI baseUrl, String accountSid, String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--base-url", baseUrl.toString(), "--account", accountSid, "--key-file", key.toString()));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ExportRun.run(new PrintStream(err, true, StandardCharsets.UTF_8), all.toArray(new String[0]));
        said = err.toString(StandardCharsets.UTF_8);
        return code;
    }
}
