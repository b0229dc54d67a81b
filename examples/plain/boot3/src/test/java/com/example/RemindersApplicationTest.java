package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.Version;
import io.texml.simulator.TexmlSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // By itself it is 5 seconds, too few for a busy machine.
        properties = "spring.test.webtestclient.timeout=60s")
class RemindersApplicationTest {

    private static final TexmlSimulator SIMULATOR =
            TexmlSimulator.builder().calls(120).start();

    @Autowired
    private WebTestClient http;

    @DynamicPropertySource
    static void simulator(DynamicPropertyRegistry properties) {
        properties.add("reminders.url", SIMULATOR::baseUrl);
        properties.add("reminders.key", SIMULATOR::apiKey);
        properties.add("reminders.account", SIMULATOR::accountSid);
    }

    @AfterAll
    static void close() {
        SIMULATOR.close();
    }

    @Test
    void oneIsReminded() {
        http.post().uri("/reminders?to={number}", "+13125550101").exchange().expectStatus().isOk();

        SIMULATOR
                .journal()
                .verify("calls.create")
                .withParameter("To", "+13125550101")
                .acted()
                .once();
    }

    /** Jackson 2 writes here what Jackson 3 has read. */
    @Test
    void callsArePassedOnAsJson() {
        http.get()
                .uri("/calls")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .value(length -> assertThat((Integer) length).isGreaterThanOrEqualTo(120))
                .jsonPath("$[0].sid")
                .isNotEmpty()
                .jsonPath("$[0].additionalProperties")
                .doesNotExist();
    }

    @Test
    void theVersionsAreThoseOfSpringBoot3() {
        assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
        assertThat(Version.identify().values())
                .extracting(Version::artifactVersion)
                .isNotEmpty()
                .allMatch(version -> version.startsWith("4.1."))
                .containsOnly(Version.identify().get("netty-common").artifactVersion());
    }
}
