package io.texml.spring.boot.test;

import io.texml.simulator.TexmlSimulator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a {@link TexmlSimulator} beside the application of a test, which is its client and is called back by it.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureTexmlSimulator
 * class RemindersTest {
 *
 *     @Autowired TexmlSimulator simulator;
 *     @Autowired Reminders reminders;
 *
 *     @Test
 *     void everybodyIsDialledOnce() {
 *         reminders.send();
 *         simulator.clock().advanceUntilIdle();
 *         simulator.journal().verify("calls.create").acted().times(2);
 *     }
 * }
 * }</pre>
 *
 * <ul>
 *   <li><b>Client.</b> Address, key and account are the simulator's, whatever the properties say.
 *   <li><b>Callbacks.</b> The public key is the simulator's, and {@code texml.callbacks.public-url} leads to the
 *       application's handlers and filters through a port of its own, with {@link
 *       org.springframework.boot.test.context.SpringBootTest.WebEnvironment#MOCK MOCK} too. Who listens is called before the
 *       clock goes on.
 *   <li><b>Time.</b> Client, dialler and reader go by the simulator's clock, which stands until the test moves it and waits for
 *       the client, and for what campaigns write to their journals. So a test that moves time does not block on an answer
 *       that has to wait for it: subscribe, move, look.
 *   <li><b>Redis.</b> Nothing is shared on one, so a test needs none; {@code texml.redis.enabled=true} in its properties asks
 *       for it.
 *   <li><b>Reset.</b> Before each test the simulator is as it was at first: same identifiers, no calls, no faults, an empty
 *       journal. After a test that leaves calls of a dialler alive, the clock runs until they have ended, and after one
 *       with calls or callbacks for ten minutes, until nothing in the application knows them. Tests of one class
 *       must not run in parallel.
 *   <li><b>Life.</b> Simulator and application live as long as the test's context, which Spring shares between classes with
 *       the same settings.
 * </ul>
 *
 * <p>When the application stops, calls that live and requests that are under way keep it waiting for a second at most.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface AutoConfigureTexmlSimulator {

    /** The seed that identifiers and chances come from. */
    long seed() default 1;

    /** How many ended calls each account has. */
    long calls() default 0;

    /** How fast the clock runs; 0, the default, lets it stand until a test moves it. */
    double speed() default 0;

    /** What else is set on the simulator; each has a constructor without arguments. */
    Class<? extends SimulatorBuilderCustomizer>[] customizers() default {};
}
