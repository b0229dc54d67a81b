package io.texml.reactor.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** the server of the fault tests breaks connections exactly as it says. */
class FaultServerTest {

    @Test
    void aFinishIsAFinAndTheOtherDirectionStaysOpen() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.finish();
                    connection.readRequest();
                });
                Socket client = connect(server)) {
            send(client, "GET /1 HTTP/1.1\r\n\r\n");
            assertThat(client.getInputStream().read()).isEqualTo(-1);

            send(client, "GET /2 HTTP/1.1\r\n\r\n");

            Waiting.until("the second request arrives", () -> server.requests().size() == 2);
        }
    }

    @Test
    void aResetIsARst() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.reset();
                });
                Socket client = connect(server)) {
            send(client, "GET / HTTP/1.1\r\n\r\n");

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aRequestCountsWhenItsHeadIsThereAndABodyThatIsCutOffIsNoWholeRequest() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            connection.write("whole");
        })) {
            try (Socket half = connect(server)) {
                send(half, "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc");
                half.shutdownOutput();
                assertThat(half.getInputStream().readAllBytes()).isEmpty();
            }
            assertThat(server.requests()).containsExactly("POST / HTTP/1.1");
        }
    }

    private static Socket connect(FaultServer server) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.baseUrl().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
