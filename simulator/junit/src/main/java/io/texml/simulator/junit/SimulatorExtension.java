package io.texml.simulator.junit;

import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import io.texml.simulator.SimulatorBuilder;
import io.texml.simulator.TexmlSimulator;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Gives tests a simulator and a client that is connected to it, as parameters of a {@link TexmlSimulator} and a
 * {@link TexmlClient}.
 *
 * <pre>{@code
 * @ExtendWith(SimulatorExtension.class)
 * class ReminderTest {
 *     @Test
 *     void dialsEachPatientOnce(TexmlSimulator simulator, TexmlClient client) {
 *         new Reminders(client).send();
 *         simulator.journal().verify("calls.create").acted().once();
 *     }
 * }
 * }</pre>
 *
 * <p>For other settings register it as a static field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SimulatorExtension SIMULATOR = new SimulatorExtension(settings -> settings.calls(1_000_000));
 * }</pre>
 *
 * <p>The client waits on the simulator's clock ({@link TexmlClientBuilder#scheduler}): rate limits, the dial pace, pauses
 * before retries and total timeouts pass when the test moves it, and the clock waits for the client. So a test that moves
 * time must not block on an answer that has to wait for it: subscribe, move the clock, then look. Where the application
 * blocks, let the clock run: {@code new SimulatorExtension(settings -> settings.speed(1000))}.
 *
 * <p>One simulator serves the tests of a class and is reset before each: same identifiers, no calls, no faults, an empty
 * journal. Tests of one class must therefore not run in parallel. Each test has a client of its own, so that no pause that
 * the client keeps after a 429 and no retry budget reaches the next test. It is closed after the test, which waits up to a
 * second for what is under way. A constructor and {@code @BeforeAll} get a client that lives as long as the class.
 */
public final class SimulatorExtension
        implements BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SimulatorExtension.class);

    private final Consumer<SimulatorBuilder> simulatorSettings;
    private final Consumer<TexmlClientBuilder> clientSettings;

    /** A simulator and clients with the default settings. */
    public SimulatorExtension() {
        this(settings -> {});
    }

    /** A simulator with other settings. */
    public SimulatorExtension(Consumer<SimulatorBuilder> simulatorSettings) {
        this(simulatorSettings, settings -> {});
    }

    /**
     * A simulator and clients with other settings.
     *
     * @param clientSettings called for each client, when address, key, account and scheduler have been set
     */
    public SimulatorExtension(
            Consumer<SimulatorBuilder> simulatorSettings, Consumer<TexmlClientBuilder> clientSettings) {
        this.simulatorSettings = simulatorSettings;
        this.clientSettings = clientSettings;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulator(context).reset();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        closeClient(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closeClient(context);
        TexmlSimulator simulator = context.getStore(NAMESPACE).remove(this, TexmlSimulator.class);
        if (simulator != null) {
            simulator.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TexmlSimulator.class || type == TexmlClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TexmlClient.class ? client(context) : simulator(context);
    }

    private TexmlSimulator simulator(ExtensionContext context) {
        // The class's own context: a nested class shares the simulator of the class around it only if that has one.
        ExtensionContext owner = context;
        while (owner.getTestMethod().isPresent() && owner.getParent().isPresent()) {
            owner = owner.getParent().get();
        }
        return owner.getStore(NAMESPACE).getOrComputeIfAbsent(this, key -> start(), TexmlSimulator.class);
    }

    private TexmlSimulator start() {
        SimulatorBuilder builder = TexmlSimulator.builder();
        simulatorSettings.accept(builder);
        return builder.start();
    }

    private TexmlClient client(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(clientKey(context), key -> connect(simulator(context)), Connected.class)
                .client();
    }

    private Connected connect(TexmlSimulator simulator) {
        Scheduler scheduler = simulator.clock().scheduler();
        TexmlClientBuilder builder = TexmlClient.builder()
                .baseUrl(simulator.baseUrl())
                .apiKey(simulator.apiKey())
                .accountSid(simulator.accountSid())
                .scheduler(scheduler)
                // After a test nobody waits long for what it left under way.
                .closeGrace(Duration.ofSeconds(1));
        clientSettings.accept(builder);
        TexmlClient client = builder.build();
        Disposable waiting = simulator.clock().waitFor(() -> client.load().busy() == 0);
        return new Connected(client, scheduler, waiting);
    }

    private void closeClient(ExtensionContext context) {
        Connected connected = context.getStore(NAMESPACE).remove(clientKey(context), Connected.class);
        if (connected != null) {
            connected.close();
        }
    }

    /** A client, and what ties it to the clock. */
    private record Connected(TexmlClient client, Scheduler scheduler, Disposable waiting) {

        void close() {
            waiting.dispose();
            client.close();
            // Timers that the client leaves would move the clock of the next test.
            scheduler.dispose();
        }
    }

    /** Stores look in those around them as well; with the context in its key a client is found in its own alone. */
    private Object clientKey(ExtensionContext context) {
        return List.of(this, context.getUniqueId());
    }
}
