package io.texml.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ClientClosedException;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("simulator")
class CallsApplicationTest {

    private static final int PAGES = 1_000;

    @Autowired
    private TexmlSimulator simulator;

    @LocalServerPort
    private int port;

    private WebTestClient web;

    @BeforeEach
    void connect() {
        web = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void theEndpointDials() {
        int before = simulator.journal().count("calls.create");

        web.post()
                .uri("/calls")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "applicationSid", "1293384261075731499",
                        "from", "+13125550100",
                        "to", "+13125550101",
                        "url", "https://example.com/texml"))
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.to")
                .isEqualTo("+13125550101");

        assertThat(simulator.journal().count("calls.create")).isEqualTo(before + 1);
    }

    @Test
    void aMistakeIsTheCallersAndNothingIsSent() {
        int before = simulator.journal().count("calls.create");

        web.post()
                .uri("/calls")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("from", "+13125550100"))
                .exchange()
                .expectStatus()
                .isBadRequest();

        assertThat(simulator.journal().count("calls.create")).isEqualTo(before);
    }

    @Test
    void aCallComesAsTheServerSentIt() {
        byte[] listed = web.get()
                .uri("/calls?pageSize=1")
                .exchange()
                .returnResult(String.class)
                .getResponseBody()
                .next()
                .block()
                .getBytes(StandardCharsets.UTF_8);
        String sid = new String(listed, StandardCharsets.UTF_8).replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");

        web.get()
                .uri("/calls/{sid}", sid)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .jsonPath("$.sid")
                .isEqualTo(sid)
                .jsonPath("$.status")
                .exists()
                .jsonPath("$.additionalProperties")
                .doesNotExist();
    }

    @Test
    void aCallThatIsNotThereIsNotFound() {
        web.get()
                .uri("/calls/v3:none")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void theStreamIsNdjsonAndEndsWithItsReader() {
        StepVerifier.create(web.get()
                        .uri("/calls?pageSize=10")
                        .accept(MediaType.APPLICATION_NDJSON)
                        .exchange()
                        .returnResult(String.class)
                        .getResponseBody()
                        .take(25))
                .expectNextCount(25)
                .verifyComplete();
    }

    @Test
    void aSlowReaderSlowsThePagesDown() throws Exception {
        int before = simulator.journal().count("calls.list");
        try (Socket reader = new Socket(InetAddress.getLoopbackAddress(), port)) {
            reader.setReceiveBufferSize(4 * 1024);
            reader.getOutputStream()
                    .write(
                            ("GET /calls?pageSize=100 HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/x-ndjson\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = reader.getInputStream();
            assertThat(in.read()).isEqualTo('H');

            int pages = pagesWhenTheyStop(before);
            assertThat(pages).as("of the %d pages that there are", PAGES).isBetween(1, PAGES / 2);

            in.readNBytes(8 * 1024 * 1024);
            assertThat(pagesWhenTheyStop(before)).isGreaterThan(pages).isLessThan(PAGES);
        }
    }

    @Test
    void theClientIsClosedWithTheContext() {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(CallsApplication.class)
                .profiles("simulator")
                .run("--server.port=0");
        TexmlClient client = context.getBean(TexmlClient.class);
        context.close();

        StepVerifier.create(client.calls().list())
                .expectError(ClientClosedException.class)
                .verify();
    }

    /** Watches until no page was fetched for a second. */
    private int pagesWhenTheyStop(int before) throws InterruptedException {
        int pages = -1;
        for (int quiet = 0; quiet < 10; ) {
            int now = simulator.journal().count("calls.list") - before;
            quiet = now == pages ? quiet + 1 : 0;
            pages = now;
            Thread.sleep(100);
        }
        return pages;
    }
}
