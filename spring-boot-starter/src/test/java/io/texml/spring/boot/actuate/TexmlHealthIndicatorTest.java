package io.texml.spring.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.dialler.Dialler;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

class TexmlHealthIndicatorTest {

    private final TexmlSimulator simulator = TexmlSimulator.start();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T09:00:00Z"));
    private final LastAnswer lastAnswer = new LastAnswer(now::get);
    private final TexmlClient client = TexmlClient.builder()
            .baseUrl(simulator.baseUrl())
            .apiKey(simulator.apiKey())
            .accountSid(simulator.accountSid())
            .scheduler(simulator.clock().scheduler())
            .observer(lastAnswer)
            .build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    private static Health health(TexmlHealthIndicator indicator) {
        return indicator.health().block(Duration.ofSeconds(30));
    }

    @Test
    void whileCallsAreAnsweredItCostsNothing() {
        client.calls().list().byPage().next().block(Duration.ofSeconds(30));
        TexmlHealthIndicator indicator = new TexmlHealthIndicator(client, lastAnswer, null);

        assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
        assertThat(simulator.journal().count("applications.list")).isZero();
        assertThat(health(indicator).getDetails()).containsEntry("lastAnswer", "2026-01-05T09:00:00Z");
    }

    @Test
    void otherwiseOneSmallReadAnswersAllWhoAsk() {
        TexmlHealthIndicator indicator = new TexmlHealthIndicator(client, lastAnswer, null);

        assertThat(Flux.range(0, 20)
                        .flatMap(i -> indicator.health())
                        .collectList()
                        .block(Duration.ofSeconds(30)))
                .extracting(Health::getStatus)
                .containsOnly(Status.UP);
        assertThat(simulator.journal().count("applications.list")).isEqualTo(1);
    }

    @Test
    void anAnswerCountsForHalfAMinute() {
        lastAnswer.onSuccess("calls.list", 200, 1, Duration.ZERO);
        TexmlHealthIndicator indicator = new TexmlHealthIndicator(client, lastAnswer, null);

        now.updateAndGet(instant -> instant.plusSeconds(30));
        assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
        assertThat(simulator.journal().count("applications.list")).isZero();

        now.updateAndGet(instant -> instant.plusMillis(1));
        assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
        assertThat(simulator.journal().count("applications.list")).isEqualTo(1);
    }

    /** Who asks while it is down would otherwise be a flood of reads, and once it was down it would stay so. */
    @Test
    void aReadCountsForTenSeconds() {
        simulator.faults().add(Fault.status(401).on("applications.list").times(1));
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            TexmlHealthIndicator indicator = new TexmlHealthIndicator(client, lastAnswer, null);
            assertThat(health(indicator).getStatus()).isEqualTo(Status.DOWN);
            time.advanceTimeBy(Duration.ofSeconds(9));
            assertThat(health(indicator).getStatus()).isEqualTo(Status.DOWN);
            assertThat(simulator.journal().count("applications.list")).isEqualTo(1);

            time.advanceTimeBy(Duration.ofSeconds(2));
            assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void aLookIsNotTriedAgain() {
        simulator.faults().add(Fault.status(503).on("applications.list"));

        assertThat(health(new TexmlHealthIndicator(client, lastAnswer, null)).getStatus())
                .isEqualTo(Status.DOWN);
        assertThat(simulator.journal().count("applications.list")).isEqualTo(1);
    }

    @Test
    void itIsDownWhenTheApiDoesNotAnswer() {
        simulator.faults().add(Fault.status(401).on("applications.list"));
        TexmlHealthIndicator indicator = new TexmlHealthIndicator(client, lastAnswer, null);

        Health health = health(indicator);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.toString()).doesNotContain(simulator.apiKey());
        assertThat(simulator.journal().count("applications.list")).isEqualTo(1);
    }

    @Test
    void itIsDownWhenCallbacksAreMissing() {
        CallbackEvents deaf = CallbackEvents.inMemory();
        Dialler dialler = Dialler.builder(client, deaf, URI.create("http://127.0.0.1:1/nobody"))
                .missingCallbacksAfter(1)
                .build();
        TexmlHealthIndicator indicator = new TexmlHealthIndicator(client, lastAnswer, dialler);
        assertThat(health(indicator).getDetails()).containsEntry("callbacks", "arriving");

        simulator.clock().waitFor(() -> client.load().busy() == 0);
        dialler.dial(CreateCall.builder()
                        .applicationSid("1293384261075731499")
                        .from("+13125550100")
                        .to("+13125550101")
                        .texml("<Response/>")
                        .build())
                .subscribe();
        simulator.clock().advanceUntilIdle();

        Health health = health(indicator);
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry("callbacks", "missing");
    }
}
