package io.texml.spring.boot.test;

import io.texml.reactor.dialler.Dialler;
import io.texml.simulator.TexmlSimulator;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Brings the simulator back to its start before each test. */
final class SimulatorTestExecutionListener extends AbstractTestExecutionListener {

    /** As long as a dialler knows sids and events know repeats; the next test's calls and callbacks are the same ones. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    @Override
    public void beforeTestMethod(TestContext test) {
        withSimulator(test, TexmlSimulator::reset);
    }

    /** A dialler outlives the test, and its permits and sids are of calls that the simulator would have forgotten. */
    @Override
    public void afterTestMethod(TestContext test) {
        withSimulator(test, simulator -> {
            boolean alive = test.getApplicationContext().getBeanProvider(Dialler.class).stream()
                    .anyMatch(dialler -> dialler.load().live() > 0);
            if (alive) {
                simulator.faults().clear();
                simulator.clock().advanceUntilIdle();
            }
            boolean remembers = simulator.journal().count("calls.create") > 0
                    || !simulator.journal().callbacks().isEmpty();
            if (remembers) {
                simulator.faults().clear();
                simulator.clock().advance(REMEMBERED);
            }
        });
    }

    private static void withSimulator(TestContext test, Consumer<TexmlSimulator> action) {
        if (test.hasApplicationContext()) {
            ApplicationContext context = test.getApplicationContext();
            if (context.containsBean("texmlSimulator")) {
                action.accept(context.getBean("texmlSimulator", TexmlSimulator.class));
            }
        }
    }
}
