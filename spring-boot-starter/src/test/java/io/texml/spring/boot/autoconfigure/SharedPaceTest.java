package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.redis.RedisServer;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.journal.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two contexts of one application, as two processes would be. */
class SharedPaceTest {

    private static final int DIALS = 10;
    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final int EACH = 20;

    private static ConfigurableApplicationContext start(TexmlSimulator simulator, RedisServer server) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "texml.base-url=" + simulator.baseUrl(),
                        "texml.api-key=" + simulator.apiKey(),
                        "texml.account-sid=" + simulator.accountSid(),
                        "texml.pace.dials=" + DIALS,
                        "texml.pace.window=" + WINDOW.toMillis() + "ms",
                        "texml.redis.url=redis://127.0.0.1:" + server.port())
                .run();
    }

    @Test
    void theServerNeverSeesMoreDialsOfBothThanThePace() {
        try (RedisServer server = RedisServer.start();
                TexmlSimulator simulator = TexmlSimulator.builder().realTime().start();
                ConfigurableApplicationContext one = start(simulator, server);
                ConfigurableApplicationContext other = start(simulator, server)) {
            Flux.merge(dials(one), dials(other)).then().block(Duration.ofSeconds(60));

            List<Instant> arrivals = simulator.journal().requests("calls.create").stream()
                    .map(RecordedRequest::receivedAt)
                    .sorted()
                    .toList();
            assertThat(arrivals).hasSize(2 * EACH);
            for (int i = DIALS; i < arrivals.size(); i++) {
                assertThat(Duration.between(arrivals.get(i - DIALS), arrivals.get(i)))
                        .isGreaterThanOrEqualTo(WINDOW);
            }
        }
    }

    private static Flux<?> dials(ConfigurableApplicationContext context) {
        TexmlClient client = context.getBean(TexmlClient.class);
        return Flux.range(0, EACH).flatMap(i -> (Mono<?>) client.calls()
                .create(CreateCall.builder()
                        .applicationSid("1293384261075731499")
                        .from("+13125550100")
                        .to("+1312555" + (1000 + i))
                        .texml("<Response/>")
                        .build()));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
