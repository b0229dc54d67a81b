package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the page on exporting, in their order and in a directory of their own. */
class ExportingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "exporting.md");
    private static final String PROGRAM = "examples/texml-export ";

    @TempDir
    private Path directory;

    @Test
    void everyCommandWithTheSimulatorRunsAsItStands() throws Exception {
        List<String> commands = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(PROGRAM) && line.contains("--simulator"))
                .map(line -> line.substring(PROGRAM.length()))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        Path program = Path.of("texml-export").toAbsolutePath();
        for (String command : commands) {
            ChildProcess child = ChildProcess.start(directory, List.of("sh", "-c", program + " " + command));
            assertThat(child.exitCode()).as("%s: %s", command, child.err()).isZero();
        }

        assertThat(Files.readAllLines(directory.resolve("calls.ndjson"))).hasSize(10_000);
        try (GZIPInputStream busy = new GZIPInputStream(Files.newInputStream(directory.resolve("busy.ndjson.gz")))) {
            assertThat(new String(busy.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"status\":\"busy\""));
        }
        assertThat(Files.readAllLines(directory.resolve("by-day.ndjson"))).isNotEmpty();
        assertThat(Files.readAllLines(directory.resolve("media/manifest.ndjson")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("error"));
    }

    /** On the module path, where a class of Netty's that only TLS needs has to be among the modules. */
    @Test
    void theProgramSpeaksTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerWithoutTls(server));
            answering.setDaemon(true);
            answering.start();
            ChildProcess child = ChildProcess.start(
                    directory,
                    List.of(
                            "sh",
                            "-c",
                            "TELNYX_API_KEY=K " + Path.of("texml-export").toAbsolutePath()
                                    + " calls --quiet --account AC1 --base-url https://127.0.0.1:"
                                    + server.getLocalPort() + "/v2"));

            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.err())
                    .contains("what answers there does not speak TLS")
                    .doesNotContain("Exception", "reactor.netty");
        }
    }

    private static void answerWithoutTls(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            connection.getInputStream().readAllBytes();
        } catch (IOException gone) {
            // The program says what it met.
        }
    }

    @Test
    void theProgramRunsThroughLinksToIt() throws Exception {
        Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(
                directory.resolve("first"), Path.of("texml-export").toAbsolutePath());
        Files.createSymbolicLink(directory.resolve("bin/second"), Path.of("../first"));
        for (String command :
                List.of("./first --version", "bin/second --version", "cd bin && PATH=.:$PATH second --version")) {
            ChildProcess child = ChildProcess.start(directory, List.of("sh", "-c", command));
            assertThat(child.exitCode()).as("%s: %s", command, child.err()).isZero();
            assertThat(directory.resolve("child.out")).content().startsWith("texml-export ");
        }
    }

    @Test
    void everyOptionAndExitCodeOnThePageIsOneOfTheProgram() throws Exception {
        String page = Files.readString(PAGE);
        String usage = ExportProgram.usage();
        assertThat(Pattern.compile("--[a-z][a-z-]+").matcher(page).results().map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(usage).contains(option));
        usage.lines()
                .dropWhile(line -> !line.startsWith("Exit codes"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.strip().split(" +", 2))
                .forEach(code -> assertThat(page.replace("`", "")).contains("| " + code[0] + " | " + code[1] + " |"));
    }
}
