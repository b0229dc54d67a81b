package io.texml.reactor.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * How fast calls may be started. Operations that start a call leg take a slot here before they are sent; others never
 * come by. The client's own pace ({@link #rolling}) counts in memory. An implementation over a store that several
 * processes share can count for one account in all of them.
 *
 * <p>What the client relies on, and what it gives in return:
 *
 * <ul>
 *   <li><b>Lazy, and one slot each.</b> {@link #acquire} does nothing before it is subscribed to. Each subscription is a
 *       turn of its own and gets one slot, on any thread, as late as it must.
 *   <li><b>Order.</b> Turns are served in the order in which they were taken, so that nobody starves; between processes
 *       the store's order is enough. A retried dial takes a new turn, at the back.
 *   <li><b>Cancel.</b> A dial that is cancelled, or whose time is up, cancels its turn, which then leaves the line at
 *       once. A slot that reaches the client all the same is given back by the client; one that is dropped on the way
 *       has to be given back by the implementation ({@code doOnDiscard}).
 *   <li><b>Failure.</b> When a turn fails, ends without a slot, or a method throws, nothing was sent: the dial fails with
 *       a {@link io.texml.TransportException} of the phase {@code NOT_SENT} and is retried as the policy allows. So an
 *       implementation decides what an unreachable store means: no dials (fail), or a smaller pace of its own.
 *   <li><b>Slots.</b> A dial reaches the server at some moment between its writing and its end. So a slot takes a place
 *       from its grant on: until it is given back, or else until the dial is {@linkplain Slot#settled() settled} and then
 *       for one window more. The client ends every slot in one of these two ways, within the dial's total time. A process
 *       can die with one in its hands: a shared pace lets it lapse after longer than that and a window.
 *   <li><b>Errors.</b> What a method throws, an {@link Error} too, is logged or fails the one dial, as said above. It costs
 *       the client neither the dial's end nor a permit.
 *   <li><b>No blocking.</b> All methods are called on event loops. A shared pace passes on {@code use}, {@code settled},
 *       {@code giveBack} and {@code pause} to its store without waiting for it.
 * </ul>
 *
 * <p>A place that is taken while a dial is under way costs some of the rate. With dials waiting it is
 * {@code dials / (window + answer time)}, where the answer time is that from a slot's grant to the dial's end: 150 dials in
 * 5 seconds that are answered within 150 ms go out at 29.1 a second instead of 30, which is 2.9 % less.
 */
public interface DialPace {

    /** Telnyx's documented default for an account: 30 dials a second, counted as at most 150 in any 5 seconds. */
    static DialPace telnyxDefault() {
        return rolling(150, Duration.ofSeconds(5));
    }

    /**
     * At most so many dials reach the server in any stretch of so long. It waits on the clock of the first client that is
     * given it, which is the machine's unless {@code TexmlClientBuilder.scheduler} says otherwise.
     *
     * @param dials at least 1
     * @param window more than zero
     */
    static DialPace rolling(int dials, Duration window) {
        return new RollingDialPace(dials, window);
    }

    /**
     * The scheduler that a client was given for all that it waits for; called when the client is built, and only then. A
     * pace that waits in this process keeps to the first that it hears of before its first dial. One with a store keeps to
     * the store's time, so the default does nothing.
     *
     * @param scheduler its {@code now} is the clock
     */
    default void useClock(Scheduler scheduler) {}

    /** A slot as soon as a dial may be made; lazy, in the order of subscription, and cancelled without a trace. */
    Mono<Slot> acquire();

    /**
     * How long a dial that is asked for now waits at least, as things stand. A request with less time left fails at once
     * instead of waiting in vain. Zero, which is the default here, when the pace does not know.
     */
    default Duration leastWait() {
        return Duration.ZERO;
    }

    /**
     * The server answered 429 with the dials-per-second code (90103): grant nothing for a while.
     *
     * @param retryAfter how long the server asks to wait; null when it does not say
     * @return how long dials are paused from now on; dials with less time left fail at once
     */
    Duration pause(@Nullable Duration retryAfter);

    /** The right to make one dial. It ends in {@link #giveBack}, or in {@link #use} and then {@link #settled}. */
    interface Slot {

        /**
         * The dial is being written now. Called at most once, and never after {@link #giveBack}. What it throws keeps the
         * dial from being written. Must not block.
         */
        void use();

        /**
         * The dial was answered, failed, was cancelled or ran out of time: the slot takes its place for one window more.
         * Called exactly once when {@link #use} was called, after it has returned or thrown. Must not block.
         */
        void settled();

        /** The dial is not made after all. Called at most once, and never after {@link #use}. Must not block. */
        void giveBack();
    }
}
