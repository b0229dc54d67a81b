package io.texml.reactor.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiResponse;
import io.texml.Headers;
import io.texml.RequestOptions;
import io.texml.TransportException;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Pacing;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import io.texml.reactor.internal.exchange.Attempt;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.LastStage;
import io.texml.reactor.internal.exchange.Observers;
import io.texml.reactor.internal.exchange.TotalTime;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.Paces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** a permit that is lost, or doubled, in a race between grant, answer, cancel and timeout. */
class AdmissionStressTest {

    private static final int THREADS = 4;
    private static final int PERMITS = 8;
    private static final int DIALS = 50_000;

    private final Timer timer = Timer.system();
    private final AdmissionGate gate = new AdmissionGate(PERMITS, 64, true, timer, timer);
    private final DialPace pace = DialPace.rolling(DIALS, Duration.ofMillis(50));
    private final Queue<Flying> wire = new ConcurrentLinkedQueue<>();
    private final Queue<BaseSubscriber<ApiResponse<String>>> oldest = new ConcurrentLinkedQueue<>();
    private final AtomicInteger onTheWire = new AtomicInteger();
    private final AtomicInteger mostOnTheWire = new AtomicInteger();
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong signals = new AtomicLong();

    @Test
    void aMillionRacesLeaveEveryPermitFreeAndNobodyWaiting() throws InterruptedException {
        run(Pacing.NONE, 275_000);

        assertThat(started).hasValueGreaterThan(1_000_000);
        assertThat(signals.get())
                .as("answers, failures and refusals that arrived")
                .isPositive();
    }

    @Test
    void theSameRacesBehindTheDialPaceLeaveEverySlotFree() throws InterruptedException {
        run(Pacing.DIAL, 60_000);

        assertThat(Paces.waiting(pace)).isZero();
        LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
        AtomicInteger granted = new AtomicInteger();
        for (int i = 0; i < DIALS; i++) {
            pace.acquire().subscribe(slot -> granted.incrementAndGet());
        }
        assertThat(granted).as("slots of an empty window").hasValue(DIALS);
    }

    @Test
    void closingInTheMidstOfItEndsEverybodyAndLosesNoPermit() throws Exception {
        LastStage silent = new LastStage() {
            @Override
            public <R> void send(Exchange<R> exchange, Attempt<R> attempt) {
                Mono.<ApiResponse<R>>never().subscribe(attempt);
            }
        };
        int perRound = 60;
        for (int round = 0; round < 2_000; round++) {
            AdmissionGate own = new AdmissionGate(PERMITS, 16, true, timer, timer);
            DialPace narrow = DialPace.rolling(PERMITS / 2, Duration.ofMinutes(1));
            TestAdmission stage =
                    new TestAdmission(silent, own, narrow, Duration.ofMinutes(1), new Observers(List.of()), timer);
            AtomicInteger ended = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(1);
            Thread sender = new Thread(() -> {
                for (int i = 0; i < perRound; i++) {
                    if (i == perRound / 4) {
                        begun.countDown();
                    }
                    stage.exchange(exchange(i % 2 == 0 ? Pacing.DIAL : Pacing.NONE))
                            .subscribe(answer -> {}, failure -> ended.incrementAndGet());
                }
            });
            sender.start();
            begun.await();
            stage.close();
            sender.join();
            stage.abort();

            assertThat(ended).as("round %d", round).hasValue(perRound);
            assertThat(own.underWay()).isZero();
            assertThat(own.waiting()).isZero();
            assertThat(stage.waitingForPace()).isZero();
            own.whenIdle().block(Duration.ofSeconds(10));
        }
    }

    private void run(Pacing pacing, int operationsPerThread) throws InterruptedException {
        DialPace dialPace = pacing == Pacing.DIAL ? pace : null;
        TestAdmission stage = new TestAdmission(
                new SlowWire(), gate, dialPace, Duration.ofMillis(1), new Observers(List.of()), timer);
        CountDownLatch done = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(4_711 + i);
            Thread worker = new Thread(
                    () -> {
                        try {
                            work(stage, pacing, random, operationsPerThread);
                        } finally {
                            done.countDown();
                        }
                    },
                    "admission-stress");
            worker.setDaemon(true);
            worker.start();
        }
        assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();

        // Whoever still waits for the pace gets its slot when the window goes on, and then its answer.
        awaitTrue("nobody waits", () -> {
            answerAll();
            return stage.waitingForPace() == 0 && Paces.waiting(pace) == 0 && gate.waiting() == 0;
        });
        awaitTrue("every permit is free", () -> {
            answerAll();
            return gate.underWay() == 0;
        });
        assertThat(mostOnTheWire.get()).isBetween(2, PERMITS);
        assertThatAllPermitsCanBeTaken(stage);
    }

    private void answerAll() {
        for (Flying attempt = wire.poll(); attempt != null; attempt = wire.poll()) {
            attempt.answer();
        }
    }

    private void work(TestAdmission stage, Pacing pacing, SplittableRandom random, int operations) {
        List<BaseSubscriber<ApiResponse<String>>> mine = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            BaseSubscriber<ApiResponse<String>> subscriber = new Counting();
            stage.exchange(exchange(pacing)).subscribe(subscriber);
            started.incrementAndGet();
            switch (random.nextInt(4)) {
                case 0 -> subscriber.cancel();
                case 1 -> mine.add(subscriber);
                case 2 -> oldest.add(subscriber);
                default -> {}
            }
            // Whoever came long ago is next in the line: another thread may grant it its turn in this very moment.
            BaseSubscriber<ApiResponse<String>> next = oldest.poll();
            if (next != null) {
                next.cancel();
            }
            if (mine.size() > 16) {
                mine.remove(random.nextInt(mine.size())).cancel();
            }
            Flying attempt = random.nextInt(8) == 0 ? null : wire.poll();
            if (attempt != null) {
                if (random.nextBoolean()) {
                    attempt.answer();
                } else {
                    attempt.fail(new TransportException(
                            TransportException.Phase.NOT_SENT,
                            "test",
                            exchange(pacing).details(),
                            null));
                }
            }
        }
        mine.forEach(BaseSubscriber::cancel);
    }

    private void assertThatAllPermitsCanBeTaken(TestAdmission stage) {
        List<Counting> taken = new ArrayList<>();
        // A third of them ends at once.
        for (int i = 0; i < PERMITS * 20; i++) {
            Counting subscriber = new Counting();
            stage.exchange(exchange(Pacing.NONE)).subscribe(subscriber);
            taken.add(subscriber);
        }
        assertThat(gate.underWay()).isEqualTo(PERMITS);
        taken.forEach(BaseSubscriber::cancel);
        assertThat(gate.underWay()).isZero();
    }

    private Exchange<String> exchange(Pacing pacing) {
        return new Exchange<>(
                pacing == Pacing.DIAL ? DIAL : READ,
                Safety.SAFE,
                new EncodedRequest("/", null, new byte[0]),
                RequestOptions.none(),
                new TotalTime(Duration.ofMinutes(1), timer, timer),
                () -> {});
    }

    private static final Operation<String> READ = Operation.builder(
                    "test.read", HttpMethod.GET, "/", ResponseType.of(String.class))
            .build();
    private static final Operation<String> DIAL = Operation.builder(
                    "test.dial", HttpMethod.GET, "/", ResponseType.of(String.class))
            .pacing(Pacing.DIAL)
            .build();

    private static ApiResponse<String> answer() {
        return new ApiResponse<>(200, Headers.of(Map.of()), 1, "body");
    }

    private static void awaitTrue(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Leaves most attempts to whoever comes by, and answers some at once. */
    private final class SlowWire implements LastStage {

        @Override
        @SuppressWarnings("unchecked")
        public <R> void send(Exchange<R> exchange, Attempt<R> attempt) {
            Mono<ApiResponse<R>> answer = Mono.create(sink -> {
                exchange.sending().begin();
                Flying flying = new Flying((MonoSink<ApiResponse<String>>) (MonoSink<?>) sink);
                sink.onCancel(flying::leave);
                if (sink.hashCode() % 3 == 0) {
                    flying.answer();
                } else {
                    wire.add(flying);
                }
            });
            answer.subscribe(attempt);
        }
    }

    /** An attempt that was let through; it counts until the moment before its end is told. */
    private final class Flying {

        private final MonoSink<ApiResponse<String>> sink;
        private final AtomicBoolean gone = new AtomicBoolean();

        Flying(MonoSink<ApiResponse<String>> sink) {
            this.sink = sink;
            mostOnTheWire.accumulateAndGet(onTheWire.incrementAndGet(), Math::max);
        }

        boolean leave() {
            boolean first = gone.compareAndSet(false, true);
            if (first) {
                onTheWire.decrementAndGet();
            }
            return first;
        }

        void answer() {
            if (leave()) {
                sink.success(AdmissionStressTest.answer());
            }
        }

        void fail(Throwable failure) {
            if (leave()) {
                sink.error(failure);
            }
        }
    }

    private final class Counting extends BaseSubscriber<ApiResponse<String>> {

        @Override
        protected void hookOnNext(ApiResponse<String> value) {
            signals.incrementAndGet();
            // In the midst of a delivery: the next one may hold a permit already that nobody has told it of.
            BaseSubscriber<ApiResponse<String>> next = oldest.poll();
            if (next != null) {
                next.cancel();
            }
        }

        @Override
        protected void hookOnError(Throwable throwable) {
            signals.incrementAndGet();
        }
    }
}
