package io.texml.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.Call;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.Dialler;
import io.texml.simulator.SimulatorBuilder;
import io.texml.simulator.TexmlSimulator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import reactor.core.publisher.Flux;

/** With a port, a clock that runs, and settings that the annotation has no attribute for. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"texml.callbacks.public-url=https://not.this.example.com", "texml.api-key=not-this"})
@AutoConfigureTexmlSimulator(speed = 20, calls = 250, customizers = RealPortTest.Keyed.class)
class RealPortTest {

    static final class Keyed implements SimulatorBuilderCustomizer {

        @Override
        public void customize(SimulatorBuilder builder) {
            builder.apiKey("KEY_of_this_test");
        }
    }

    @Test
    void anApplicationMayBlock(
            @Autowired TexmlSimulator simulator, @Autowired TexmlClient client, @Autowired Dialler dialler) {
        assertThat(simulator.apiKey()).isEqualTo("KEY_of_this_test");
        Flux<Call> calls = client.calls().list();
        assertThat(calls.count().block(Duration.ofSeconds(30))).isEqualTo(250);
        CallResult result =
                dialler.dial(TestedApplication.request("+13125550101")).block(Duration.ofSeconds(30));
        assertThat(result.outcome()).as(result + " " + result.failure()).isEqualTo(CallResult.Outcome.COMPLETED);
    }
}
