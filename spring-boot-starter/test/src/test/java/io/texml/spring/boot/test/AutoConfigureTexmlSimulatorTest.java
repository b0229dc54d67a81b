package io.texml.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.CallbackMethod;
import io.texml.callbacks.CallbackUrl;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.Dialler;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.script.CallScript;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import reactor.core.publisher.Flux;

/** Without a port of the application's own. */
@SpringBootTest
@AutoConfigureTexmlSimulator(seed = 7)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AutoConfigureTexmlSimulatorTest {

    @Autowired
    private TexmlSimulator simulator;

    @Autowired
    private TexmlClient client;

    @Autowired
    private Dialler dialler;

    @Autowired
    private CallbackUrl callbacks;

    @Test
    @Order(1)
    void aCallIsFollowedByItsCallbacksInSimulatedTime() {
        simulator.callScript("+13125550101", CallScript.busy());
        List<CallResult> results = new CopyOnWriteArrayList<>();
        dialler.dialAll(Flux.just("+13125550101", "+13125550102").map(TestedApplication::request))
                .subscribe(results::add);

        simulator.clock().advanceUntilIdle();

        assertThat(results)
                .extracting(CallResult::outcome)
                .containsExactlyInAnyOrder(CallResult.Outcome.BUSY, CallResult.Outcome.COMPLETED);
        assertThat(results).noneMatch(CallResult::isLookedUp);
        simulator.journal().verifyCallbacks("call-completed").delivered().times(2);
    }

    /** Its calls have the same sids. */
    @Test
    @Order(2)
    void theDiallerTakesNoCallForOneOfTheLastTest() {
        List<CallResult> results = new CopyOnWriteArrayList<>();
        dialler.dial(TestedApplication.request("+13125550102")).subscribe(results::add);

        simulator.clock().advanceUntilIdle();

        assertThat(results).extracting(CallResult::outcome).containsExactly(CallResult.Outcome.COMPLETED);
        assertThat(results).noneMatch(CallResult::isLookedUp);
    }

    @Test
    @Order(3)
    void theNextTestBeginsAnew() {
        assertThat(simulator.journal().count("calls.create")).isZero();
        assertThat(client.calls().list().collectList().block(Duration.ofSeconds(30)))
                .isEmpty();

        // A test may leave what it likes.
        simulator.callScript("+13125550101", CallScript.answered().withTalks(Duration.ofMinutes(30)));
        simulator.faults().add(Fault.status(500).on("calls.list"));
        dialler.dial(TestedApplication.request("+13125550101")).subscribe();
        simulator.clock().advance(Duration.ofSeconds(30));
        assertThat(dialler.load().live()).isEqualTo(1);
    }

    @Test
    @Order(4)
    void noCallOfAnotherTestHoldsAPermit() {
        assertThat(dialler.load().live()).isZero();
        assertThat(client.calls().list().collectList().block(Duration.ofSeconds(30)))
                .isEmpty();
    }

    @Test
    @Order(5)
    void theApplicationIsAskedForItsDocuments() {
        URI menu = callbacks.toUri().resolve("/menu");
        client.calls()
                .create(CreateCall.builder()
                        .applicationSid("1293384261075731499")
                        .from("+13125550100")
                        .to("+13125550101")
                        .url(menu)
                        .urlMethod(CallbackMethod.POST)
                        .build())
                .block(Duration.ofSeconds(30));
        simulator.clock().advanceUntilIdle();

        simulator.journal().verifyCallbacks("instruction-fetch").delivered().once();
        assertThat(client.calls().list().blockFirst(Duration.ofSeconds(30)).status())
                .isEqualTo(CallStatus.COMPLETED);
    }

    /** A minute of pause, and no second of the test's. */
    @Test
    @Order(6)
    void theClientWaitsOnTheSimulatorsClock() {
        simulator.faults().add(Fault.status(429).on("calls.list").times(1).retryAfter(Duration.ofSeconds(20)));
        List<Object> heard = new CopyOnWriteArrayList<>();
        client.calls().list().collectList().subscribe(heard::add, heard::add);

        simulator.clock().advance(Duration.ofSeconds(25));

        assertThat(heard).singleElement().isEqualTo(List.of());
        simulator.journal().verify("calls.list").times(2);
    }
}
