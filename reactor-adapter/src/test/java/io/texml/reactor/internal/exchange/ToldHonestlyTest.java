package io.texml.reactor.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiResponse;
import io.texml.ClientClosedException;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.operation.Safety;
import io.texml.reactor.HookedPace;
import io.texml.reactor.internal.Result;
import io.texml.reactor.internal.TestRoad;
import io.texml.reactor.internal.bulk.BulkFlux;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** Whoever is told that nothing was sent must be able to rely on it, however close the two moments lie. */
class ToldHonestlyTest {

    @Test
    void aDialWhoseTimeIsUpInTheMomentOfItsWritingIsNotWrittenAfterItsCallerWasToldThatNothingWasSent() {
        AtomicReference<Runnable> inBetween = new AtomicReference<>();
        TestRoad road = new TestRoad(1, 1, new HookedPace(() -> inBetween.get().run()));
        inBetween.set(() -> road.advance(TestRoad.TOTAL));
        road.wire.connectsSlowly = true;
        Result dial = new Result(road.dial());

        boolean written = road.wire.last().write();

        assertThat(dial.failure(TransportException.class).phase()).isEqualTo(TransportException.Phase.DEADLINE);
        assertThat(dial.failure(TransportException.class).outcomeUnknown()).isEqualTo(written);
        assertThat(written).isFalse();
    }

    @Test
    void aDialThatIsAbortedByClosingInTheMomentOfItsWritingIsNotWrittenEither() {
        AtomicReference<Runnable> inBetween = new AtomicReference<>();
        TestRoad road = new TestRoad(1, 1, new HookedPace(() -> inBetween.get().run()));
        inBetween.set(() -> {
            road.close();
            road.admission.abort();
        });
        road.wire.connectsSlowly = true;
        Result dial = new Result(road.dial());

        boolean written = road.wire.last().write();

        assertThat(dial.failure(ClientClosedException.class).outcomeUnknown()).isFalse();
        assertThat(written).isFalse();
    }

    @Test
    void aDialOfABulkThatIsCancelledInTheMomentOfItsWritingIsNotWrittenEither() {
        AtomicReference<Runnable> inBetween = new AtomicReference<>();
        TestRoad road = new TestRoad(1, 1, new HookedPace(() -> inBetween.get().run()));
        road.wire.connectsSlowly = true;
        List<RuntimeException> cutOff = new ArrayList<>();
        BaseSubscriber<RuntimeException> subscriber = new BaseSubscriber<>() {};
        new BulkFlux<Integer, String, RuntimeException>(
                        Flux.just(1), road.bulk(road::answer), (request, answer, failure) -> failure, cutOff::add)
                .subscribe(subscriber);
        inBetween.set(subscriber::cancel);

        boolean written = road.wire.last().write();

        assertThat(cutOff).singleElement().isInstanceOfSatisfying(TexmlException.class, failure -> assertThat(
                        failure.outcomeUnknown())
                .isFalse());
        assertThat(written).isFalse();
    }

    @Test
    void inEveryRaceBetweenWritingAndGivingUpEitherOneWins() throws Exception {
        TestRoad road = new TestRoad(1, 1);
        int rounds = 100_000;
        CyclicBarrier together = new CyclicBarrier(2);
        List<Exchange<String>> exchanges = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            exchanges.add(road.exchange(Safety.CREATING));
        }
        boolean[] written = new boolean[rounds];
        Thread writer = new Thread(() -> {
            await(together);
            for (int i = 0; i < rounds; i++) {
                written[i] = exchanges.get(i).sending().begin();
            }
        });
        writer.start();
        boolean[] toldAsSent = new boolean[rounds];
        await(together);
        for (int i = 0; i < rounds; i++) {
            toldAsSent[i] = exchanges.get(i).sending().giveUp();
        }
        writer.join();

        assertThat(toldAsSent).isEqualTo(written);
    }

    @Test
    void theFailuresThatTheDeadlineReadsDoNotChangeUnderItsHands() {
        TestRoad road = new TestRoad(1, 1);
        AtomicReference<Progress> progress = new AtomicReference<>();
        road.retries.begin(road.exchange(Safety.SAFE), new BaseSubscriber<ApiResponse<String>>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                progress.set((Progress) subscription);
                subscription.request(Long.MAX_VALUE);
            }
        });
        road.wire.last().refuse(503);
        List<TexmlException> seenByTheDeadline = progress.get().earlierFailures();
        road.advance(Duration.ofSeconds(1));

        road.wire.last().refuse(503);

        assertThat(seenByTheDeadline).hasSize(1);
        assertThat(progress.get().earlierFailures()).hasSize(2);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
