package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.examples.program.TexmlProgram;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export where everything is a module, as who copies it may have it. */
class ModulePathExportTest {

    @TempDir
    private Path directory;

    /** A class of Netty's that only TLS needs has to be among the modules. */
    @Test
    void anExportSpeaksTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerWithoutTls(server));
            answering.setDaemon(true);
            answering.start();
            ChildProcess child = ChildProcess.start(
                    directory,
                    List.of(
                            "env",
                            "TELNYX_API_KEY=K",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--module-path",
                            Path.of("target", "classes").toAbsolutePath()
                                    + File.pathSeparator
                                    + Files.readString(Path.of(System.getProperty("runtime.path.file"))),
                            "--module",
                            "io.texml.examples/" + TexmlProgram.class.getName(),
                            "export",
                            "calls",
                            "--quiet",
                            "--account",
                            "AC1",
                            "--base-url",
                            "https://127.0.0.1:" + server.getLocalPort() + "/v2"));

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
}
