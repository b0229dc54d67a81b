package io.texml.simulator.junit;

import io.texml.reactor.TexmlClient;
import io.texml.simulator.SimulatorBuilder;
import io.texml.simulator.TexmlSimulator;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class a simulator and a client that is connected to it.
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
 * <p>One simulator serves the tests of a class and is reset before each: same identifiers, no calls, no faults, an empty
 * journal. Tests of one class must therefore not run in parallel.
 */
public final class SimulatorExtension implements BeforeEachCallback, AfterAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SimulatorExtension.class);

    private final Consumer<SimulatorBuilder> settings;

    /** A simulator with the default settings. */
    public SimulatorExtension() {
        this(builder -> {});
    }

    /** A simulator with other settings. */
    public SimulatorExtension(Consumer<SimulatorBuilder> settings) {
        this.settings = settings;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        session(context).simulator().reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Session session = context.getStore(NAMESPACE).remove(this, Session.class);
        if (session != null) {
            session.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TexmlSimulator.class || type == TexmlClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Session session = session(context);
        return parameter.getParameter().getType() == TexmlClient.class ? session.client() : session.simulator();
    }

    private Session session(ExtensionContext context) {
        // The class's own context: a nested class shares the simulator of the class around it only if it asks first.
        ExtensionContext owner = context;
        while (owner.getTestMethod().isPresent() && owner.getParent().isPresent()) {
            owner = owner.getParent().get();
        }
        return owner.getStore(NAMESPACE).getOrComputeIfAbsent(this, key -> Session.start(settings), Session.class);
    }

    private record Session(TexmlSimulator simulator, TexmlClient client) {

        static Session start(Consumer<SimulatorBuilder> settings) {
            SimulatorBuilder builder = TexmlSimulator.builder();
            settings.accept(builder);
            TexmlSimulator simulator = builder.start();
            return new Session(
                    simulator,
                    TexmlClient.builder()
                            .baseUrl(simulator.baseUrl())
                            .apiKey(simulator.apiKey())
                            .accountSid(simulator.accountSid())
                            .build());
        }

        void close() {
            client.close();
            simulator.close();
        }
    }
}
