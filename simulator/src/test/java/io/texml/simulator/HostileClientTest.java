package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileClientTest {

    private static final int CONNECTIONS = 10_000;
    private static final int OTHER_DESCRIPTORS = 700;

    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .maximumConnections(500)
            .silenceTimeout(Duration.ofSeconds(3))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void theServerGoesOn() {
        assertThat(api.get(api.account("/Calls")).status()).isEqualTo(200);
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET\r\n\r\n",
                "GET /v2 HTTP/9.9\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET / HTTP/1.1\r\nbad header\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void malformedHttpGetsAnError(String request) throws IOException {
        assertThat(status(raw(request.getBytes(StandardCharsets.ISO_8859_1)))).isGreaterThanOrEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: attacker.example\r\n",
                "Host: 127.0.0.1.attacker.example\r\n",
                "Host: 127.0.0.1\r\nOrigin: https://attacker.example\r\n",
                "Host: 127.0.0.1\r\nOrigin: null\r\n"
            })
    void requestsOfAPageInABrowserAreRefused(String headers) throws IOException {
        String request = "GET " + api.account("/Calls") + " HTTP/1.1\r\n" + headers + "Authorization: Bearer "
                + simulator.apiKey() + "\r\n\r\n";

        assertThat(status(raw(request.getBytes(StandardCharsets.US_ASCII)))).isEqualTo(403);
        assertThat(simulator.journal().requests()).isEmpty();
    }

    @Test
    void ofRequestsWithoutTheKeyNothingIsKeptButThatTheyCame() {
        String form = "To=" + "1".repeat(1_000_000);
        Api.send(api.request(simulator.baseUrl() + "/texml/Accounts/" + simulator.accountSid() + "/Calls?a="
                        + "b".repeat(500))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form)));

        assertThat(simulator.journal().requests()).singleElement().satisfies(request -> {
            assertThat(request.status()).isEqualTo(401);
            assertThat(request.operation()).isEqualTo("calls.create");
            assertThat(request.bodyLength()).isZero();
            assertThat(request.parameters()).isEmpty();
            assertThat(request.headers()).isEmpty();
            assertThat(request.query()).isEmpty();
        });
    }

    @Test
    void manyUnknownParametersGetAShortAnswer() {
        StringBuilder form = new StringBuilder("From=%2B13125550147");
        for (int i = 0; i < 100_000; i++) {
            form.append("&P").append(i).append('=');
        }

        Api.Answer answer = api.form(api.account("/Calls"), form.toString());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).hasSizeLessThan(20_000);
    }

    @Test
    void hugeHeadersAndAddressesGetAnError() throws IOException {
        String many = "x-a: " + "a".repeat(100_000) + "\r\n";
        assertThat(status(raw(("GET / HTTP/1.1\r\n" + many + "\r\n").getBytes(StandardCharsets.US_ASCII))))
                .isBetween(400, 499);
        String address = "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n\r\n";
        assertThat(status(raw(address.getBytes(StandardCharsets.US_ASCII)))).isBetween(400, 499);
    }

    @Test
    void aHugeBodyGetsAnErrorInTheDocumentedEnvelope() {
        Api.Answer answer = api.json(api.account("/Calls"), "{\"a\":\"" + "x".repeat(3_000_000) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.errorCode()).isEqualTo("10015");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/../etc/passwd",
                "/v2/texml/Accounts/%2e%2e/Calls",
                "/v2/texml/Accounts/%2E/Calls",
                "/v2//texml/Accounts/x/Calls",
                "/v2/texml/Accounts/x%00y/Calls",
                "/v2/texml/Accounts/%zz/Calls",
                "/v2/texml/Accounts/%ff%fe/Calls",
                "/v2/texml/Accounts/a%2fCalls",
                "/_simulator/../v2",
                "/media/../../x",
                "/"
            })
    void pathTricksGetAnError(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + simulator.apiKey()
                + "\r\nConnection: close\r\n\r\n";
        assertThat(status(raw(request.getBytes(StandardCharsets.US_ASCII)))).isBetween(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/media/x", "/media", "/", "/media/a/b.mp3?X-Amz-Date=%zz", "/%00"})
    void theMediaServerRefusesWhatItDidNotSign(String path) {
        assertThat(Api.send(api.request(simulator.mediaOrigin()
                                + path.replace("%00", "%2500").replace("%zz", "%25zz")))
                        .status())
                .isBetween(400, 404);
    }

    @Test
    void deepJsonGetsAnError() {
        assertThat(api.json(api.account("/Calls"), "[".repeat(50_000)).status()).isEqualTo(400);
        assertThat(api.json(api.account("/Calls"), "{\"a\":".repeat(10_000)).status())
                .isEqualTo(400);
    }

    @Test
    void anExplodingDocumentIsSkipped() {
        String bomb = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><Response><Say>&b;</Say>"
                + "<Hangup/></Response>";
        String sid = api.dial("+17735550100", "\"Texml\":\"" + bomb + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(api.get(api.account("/Calls/" + sid)).field("status")).isEqualTo("completed");
    }

    @Test
    void aConnectionThatSaysNothingIsToldToGo() throws IOException {
        assertThat(status(raw(new byte[0]))).isEqualTo(408);
        assertThat(status(raw("GET /v2 HT".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(408);
    }

    @Test
    void tenThousandConnectionsThatSayNothingGetAnErrorAndTheServerGoesOn() throws IOException {
        List<SocketChannel> open = new ArrayList<>();
        int refused = 0;
        int connections = (int) Math.min(CONNECTIONS, descriptors() - OTHER_DESCRIPTORS);
        try {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
                channel.connect(new InetSocketAddress("127.0.0.1", simulator.port()));
                open.add(channel);
            }
            ByteBuffer buffer = ByteBuffer.allocate(64);
            for (SocketChannel channel : open) {
                buffer.clear();
                channel.socket().setSoTimeout(20_000);
                int read = channel.socket().getInputStream().read(buffer.array());
                String answer = read < 0 ? "" : new String(buffer.array(), 0, read, StandardCharsets.US_ASCII);
                if (answer.startsWith("HTTP/1.1 503") || answer.startsWith("HTTP/1.1 408")) {
                    refused++;
                }
            }
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
        assertThat(refused).isEqualTo(connections);
    }

    /** How many files this process may open; each connection takes one, and one more on the server's side. */
    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 4_000;
    }

    private static int status(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        return Integer.parseInt(answer.substring(9, 12));
    }

    private String raw(byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", simulator.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII);
        }
    }
}
