package io.texml.reactor.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiResponse;
import io.texml.RequestOptions;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import io.texml.reactor.internal.Result;
import io.texml.reactor.internal.exchange.Attempt;
import io.texml.reactor.internal.exchange.ConnectionLease;
import io.texml.reactor.internal.exchange.DeadlineStage;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.ExchangeMono;
import io.texml.reactor.internal.exchange.LastStage;
import io.texml.reactor.internal.exchange.Observers;
import io.texml.reactor.internal.exchange.Stage;
import io.texml.reactor.internal.exchange.TotalTime;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.time.WaitingLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.CoreSubscriber;
import reactor.test.scheduler.VirtualTimeScheduler;

/** When the permit of a cancelled exchange goes on; in virtual time, with connections that the test frees. */
class CancelledPermitsTest {

    private static final int PERMITS = 4;
    private static final Duration LOOK = Duration.ofNanos(AdmissionGate.LOOK);
    private static final Duration AT_REST = LOOK.multipliedBy(AdmissionGate.LOOKS_AT_REST);
    private static final Duration TOTAL = Duration.ofSeconds(10);

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final Timer timer = Timer.of(clock);
    private final AdmissionGate gate = new AdmissionGate(PERMITS, 100_000, true, timer, timer);
    private final Wire wire = new Wire();
    private final TestAdmission admission =
            new TestAdmission(wire, gate, null, Duration.ofMinutes(1), new Observers(List.of()), timer);
    private final Stage road = new DeadlineStage(admission.stage, timer, timer);

    @Test
    void itStaysUntilTheConnectionIsFree() {
        List<Result> sent = send(PERMITS + 1);

        sent.get(0).cancel();
        clock.advanceTimeBy(AT_REST.multipliedBy(3));
        assertThat(wire.attempts).hasSize(PERMITS);

        wire.attempts.get(0).free();
        clock.advanceTimeBy(AT_REST);
        assertThat(wire.attempts).hasSize(PERMITS + 1);
    }

    @Test
    void itDoesNotGoOnOnTheThreadThatCancels() {
        wire.freesAtOnce = true;
        List<Result> sent = send(PERMITS + 1);

        sent.get(0).cancel();

        assertThat(wire.attempts).hasSize(PERMITS);
        assertThat(admission.underWay()).isEqualTo(PERMITS - 1);
        clock.advanceTimeBy(AT_REST);
        assertThat(wire.attempts).hasSize(PERMITS + 1);
    }

    @Test
    void whoeverIsCancelledTogetherWithThemGetsNone() {
        wire.freesAtOnce = true;
        List<Result> sent = send(10_000);

        for (int i = 0; i < sent.size(); i++) {
            sent.get(i).cancel();
            if (i % 1_000 == 999) {
                // Whoever cancels takes a while over it.
                clock.advanceTimeBy(AT_REST);
            }
        }
        clock.advanceTimeBy(AT_REST.multipliedBy(2));

        assertThat(wire.attempts).hasSize(PERMITS);
        assertThat(gate.underWay()).isZero();
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void whoseTimeIsUpInTheSameMomentGetsNone() {
        wire.freesAtOnce = true;
        send(10_000);

        clock.advanceTimeBy(TOTAL.plus(AT_REST.multipliedBy(2)));

        assertThat(wire.attempts).hasSize(PERMITS);
        assertThat(gate.underWay()).isZero();
        assertThat(gate.waiting()).isZero();
    }

    /** Short timeouts in an overload must not slow down the rest. */
    @Test
    void aShortLineThatSomeLeaveAllTheTimeMovesOnAfterOneLook() {
        wire.freesAtOnce = true;
        List<Result> sent = send(100);

        sent.get(0).cancel();
        for (int i = 50; i < 80; i++) {
            sent.get(i).cancel();
        }
        clock.advanceTimeBy(LOOK);

        assertThat(wire.attempts).hasSize(PERMITS + 1);
    }

    @Test
    void aLineThatIsLeftWithoutEndMovesOnAllTheSame() {
        wire.freesAtOnce = true;
        List<Result> sent = send(30_000);
        int next = PERMITS;

        sent.get(0).cancel();
        for (int look = 0; look < AdmissionGate.MOST_LOOKS; look++) {
            assertThat(wire.attempts).hasSize(PERMITS);
            for (int i = 0; i < AdmissionGate.MANY; i++) {
                sent.get(next++).cancel();
            }
            clock.advanceTimeBy(LOOK);
        }

        assertThat(wire.attempts).hasSize(PERMITS + 1);
    }

    @Test
    void withReactorsSchedulersShutDownItIsNotLost() {
        VirtualTimeScheduler gone = VirtualTimeScheduler.create();
        gone.dispose();
        AdmissionGate without = new AdmissionGate(1, 1, true, timer, Timer.of(gone));
        AtomicInteger alsoFreed = new AtomicInteger();
        without.enter(new Passing());

        without.releaseCancelled(alsoFreed::incrementAndGet);

        assertThat(without.underWay()).isZero();
        assertThat(alsoFreed).hasValue(1);
    }

    @Test
    void anExchangeThatIsCancelledWhileItsAttemptBeginsGivesItsPermitBackToo() {
        wire.freesAtOnce = true;
        wire.cancelsWhatBegins = true;
        send(1);
        clock.advanceTimeBy(AT_REST);

        assertThat(wire.attempts).hasSize(1);
        assertThat(gate.underWay()).isZero();
    }

    @Test
    void anAnswerThatMeetsTheCancelGivesThePermitBackOnce() {
        wire.freesAtOnce = true;
        List<Result> sent = send(1);

        sent.get(0).cancel();
        wire.attempts.get(0).answer();
        clock.advanceTimeBy(AT_REST);

        assertThat(sent.get(0).answer).isNull();
        assertThat(gate.underWay()).isZero();
    }

    private List<Result> send(int count) {
        List<Result> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(new Result(new ExchangeMono<>(road, this::exchange).map(ApiResponse::body)));
        }
        return sent;
    }

    private Exchange<String> exchange() {
        Operation<String> operation = Operation.builder("test", HttpMethod.POST, "/test", ResponseType.of(String.class))
                .build();
        EncodedRequest request = new EncodedRequest("/test", null, new byte[0]);
        return new Exchange<>(
                operation, Safety.SAFE, request, RequestOptions.none(), new TotalTime(TOTAL, timer, timer), () -> {});
    }

    /** Where attempts arrive that are let through. */
    private static final class Wire implements LastStage {

        private final List<Held> attempts = new ArrayList<>();
        private boolean freesAtOnce;
        private boolean cancelsWhatBegins;

        @Override
        @SuppressWarnings("unchecked")
        public <R> void send(Exchange<R> exchange, Attempt<R> attempt) {
            Held held = new Held((CoreSubscriber<Object>) (CoreSubscriber<?>) attempt, freesAtOnce);
            attempts.add(held);
            if (cancelsWhatBegins) {
                ((Attempts.UnderWay<?>) attempt).cancel();
            }
            attempt.onSubscribe(held);
        }
    }

    /** The connection of an attempt. */
    private static final class Held implements ConnectionLease {

        private final CoreSubscriber<Object> actual;
        private final boolean freesAtOnce;
        private Runnable whenFree = () -> {};

        Held(CoreSubscriber<Object> actual, boolean freesAtOnce) {
            this.actual = actual;
            this.freesAtOnce = freesAtOnce;
        }

        void free() {
            whenFree.run();
        }

        void answer() {
            actual.onNext(null);
            actual.onComplete();
        }

        @Override
        public void cancel(Runnable free) {
            whenFree = free;
            if (freesAtOnce) {
                free.run();
            }
        }

        @Override
        public void cancel() {
            throw new AssertionError("the permit would be lost");
        }

        @Override
        public void request(long n) {}
    }

    private static final class Passing extends WaitingLine.Waiter {

        @Override
        protected void admitted() {}

        @Override
        protected void closed() {}
    }
}
