package io.texml.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.callbacks.CallbackUrl;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.Dialler;
import io.texml.simulator.TexmlSimulator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Below a path of the application's own, and in a class within. */
@SpringBootTest(properties = "spring.webflux.base-path=/app")
@AutoConfigureTexmlSimulator
class BasePathTest {

    @Autowired
    private TexmlSimulator simulator;

    @Test
    void callbacksFindTheApplication(@Autowired Dialler dialler, @Autowired CallbackUrl callbacks) {
        List<CallResult> results = new CopyOnWriteArrayList<>();
        dialler.dial(TestedApplication.request("+13125550101")).subscribe(results::add);

        simulator.clock().advanceUntilIdle();

        assertThat(results).singleElement().satisfies(result -> assertThat(result.isLookedUp())
                .isFalse());
        assertThat(callbacks.toUri()).hasPath("/app/texml/callbacks");
    }

    @Nested
    class Within {

        @Test
        void theSimulatorIsTheSameAndBeginsAnew(@Autowired TexmlSimulator inner) {
            assertThat(inner).isSameAs(simulator);
            assertThat(inner.journal().count("calls.create")).isZero();
        }
    }
}
