package io.texml.reactor.internal.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.reactor.internal.Parts;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * The pace grants a slot in the moment in which the dial that waits for it is cancelled: the slot is used and then
 * settled, or given back, once, and the permit of the gate goes back too. Observed: the permits that are taken
 * afterwards, and how often the slot was used, settled and given back.
 */
@JCStressTest
@Outcome(id = "0, 0, 0, 1", expect = ACCEPTABLE, desc = "It was cancelled before it was written.")
@Outcome(id = "0, 1, 1, 0", expect = ACCEPTABLE, desc = "It was written, and then cancelled.")
@State
public class SlotGrantAgainstCancel {

    private final TurnAtGate at = new TurnAtGate(1, 0);
    private final CountedSlot slot = new CountedSlot();
    private final HeldPace pace = new HeldPace();
    private final PaceTurn<String> turn =
            new PaceTurn<>(pace, Parts.paceLine(at.clock), at.stage, at.exchange, at.caller);

    public SlotGrantAgainstCancel() {
        turn.request(Long.MAX_VALUE);
    }

    @Actor
    public void grant() {
        pace.grant(slot);
    }

    @Actor
    public void cancel() {
        turn.cancel();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r1 = at.underWayAMomentLater() + at.attempts.count();
        result.r2 = slot.used.get();
        result.r3 = slot.settled.get();
        result.r4 = slot.givenBack.get();
    }

    /** It grants when the race says so. */
    private static final class HeldPace implements DialPace {

        private @Nullable Subscriber<? super Slot> dial;

        @SuppressWarnings("NullAway") // it asked for its slot
        void grant(Slot slot) {
            dial.onNext(slot);
        }

        @Override
        public Mono<Slot> acquire() {
            return Mono.fromDirect(subscriber -> {
                dial = subscriber;
                subscriber.onSubscribe(Operators.emptySubscription());
            });
        }

        @Override
        public Duration pause(@Nullable Duration retryAfter) {
            return Duration.ZERO;
        }
    }
}
