package io.texml.reactor.spi;

import java.time.Duration;
import java.util.Collection;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * How many calls may live at once. Every dial of a {@link io.texml.reactor.dialler.Dialler} takes a permit here before it
 * is sent and holds it until its call has ended, so that an account's limit of concurrent calls is kept: what is dialled
 * beyond it shows as failed calls. The dialler's own ({@link #inMemory}) counts in memory. An implementation over a store
 * can count the calls of several processes.
 *
 * <p>What the dialler relies on, and what it gives in return:
 *
 * <ul>
 *   <li><b>Lazy, and one permit each.</b> {@link #acquire} does nothing before it is subscribed to. Each subscription is a
 *       turn of its own and gets one permit, on any thread, as late as it must.
 *   <li><b>Order.</b> Turns are served in the order in which they were taken; between processes the store's order is enough.
 *   <li><b>Cancel.</b> A turn that is cancelled leaves the line at once. A permit that reaches the dialler all the same is
 *       released by the dialler; one that is dropped on the way has to be released by the implementation
 *       ({@code doOnDiscard}).
 *   <li><b>Failure.</b> When a turn fails or ends without a permit, nothing is dialled; the dialler tries again after a
 *       while, longer each time, and says so in its log and its load.
 *   <li><b>Never lost, never doubled.</b> The dialler releases every permit exactly once: when the call has ended, when it is
 *       certain that nothing rang, or, where that cannot be known, when the call's longest possible life is over.
 *   <li><b>Leases.</b> A process can die with permits in its hands. A shared implementation lets them lapse unless they are
 *       {@linkplain #renew renewed}, and keeps what {@link Permit#dialling} and {@link Permit#bound} told, so that another
 *       process can look the call up before it takes the permit back.
 *   <li><b>Held while nothing lives.</b> A dialler whose next request is awaited from its source holds one permit
 *       meanwhile, which it does not renew; it checks {@link Permit#holds} before it dials.
 *   <li><b>No blocking.</b> All methods are called on event loops; what has to go to a store goes there without waiting.
 *       What they throw is logged, and changes nothing for the call.
 * </ul>
 */
public interface LiveCalls {

    /**
     * Counts in this process. Diallers that are given the same one share its limit.
     *
     * @param most how many calls may live at once, at least 1
     * @throws IllegalArgumentException when it is less
     */
    static LiveCalls inMemory(int most) {
        return new InMemoryLiveCalls(most);
    }

    /** A permit as soon as one more call may live; lazy, in the order of subscription, and cancelled without a trace. */
    Mono<Permit> acquire();

    /** How many calls may live at once. */
    int most();

    /**
     * Changes how many calls may live at once. More lets waiting dials go at once; with fewer, calls that live go on, and
     * nobody is let through until enough of them have ended.
     *
     * @param most at least 1
     * @throws IllegalArgumentException when it is less
     */
    void most(int most);

    /** How often the dialler calls {@link #renew}; zero, which is the default, for never. Asked again each time. */
    default Duration renewEvery() {
        return Duration.ZERO;
    }

    /** These permits are still held. Must not block. */
    default void renew(Collection<? extends Permit> held) {}

    /**
     * The scheduler of the dialler's client, on which leases count where they count in this process; called once, when a
     * dialler is built. The default does nothing.
     */
    default void useClock(Scheduler scheduler) {}

    /** The right to let one call live. */
    interface Permit {

        /**
         * A dial is about to be written under this permit. Called at most once, before {@link #bound}.
         *
         * @param dial what one needs to find the call, should this process die
         */
        default void dialling(Dial dial) {}

        /** The call has this sid. Called at most once. */
        default void bound(String callSid) {}

        /** Whether it still holds. One whose lease was lost must not be dialled under; in memory it always holds. */
        default boolean holds() {
            return true;
        }

        /** The call has ended, or was never made. Called exactly once by the dialler; more calls change nothing. */
        void release();
    }

    /**
     * One dial.
     *
     * @param reference what the call's callbacks carry in their URL
     * @param from the caller
     * @param to the called party
     * @param longest from the writing of the dial on, how long the call can live at most
     */
    record Dial(String reference, String from, String to, Duration longest) {

        /** The longest life; never a number or the reference. */
        @Override
        public String toString() {
            return "Dial[longest=" + longest + "]";
        }
    }
}
