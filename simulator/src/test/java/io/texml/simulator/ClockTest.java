package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The clock as a {@link Clock}, and the scheduler that waits on it. */
class ClockTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TexmlSimulator simulator = TexmlSimulator.start();
    private final SimulatorClock clock = simulator.clock();
    private final Scheduler scheduler = clock.scheduler();
    private final Instant start = clock.now();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void itIsAClockInUtcOrInAnyZone() {
        Clock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
        clock.advance(Duration.ofMillis(1_500));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(berlin.instant()).isEqualTo(clock.instant()).isEqualTo(start.plusMillis(1_500));
        assertThat(clock.millis()).isEqualTo(scheduler.now(TimeUnit.MILLISECONDS));
    }

    @Test
    void tasksRunInTheOrderInWhichTheyFallDueAndSeeTheirTime() {
        after(3);
        after(1);
        after(2);
        after(1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(log).containsExactly("1s due 1s", "1s due 1s", "2s due 2s");
        clock.advance(Duration.ofSeconds(2));
        assertThat(log).hasSize(4).last().isEqualTo("3s due 3s");
        assertThat(clock.now()).isEqualTo(start.plusSeconds(4));
    }

    @Test
    void aTaskWithoutADelayNeedsNoMovedClock() {
        CompletableFuture<String> thread = new CompletableFuture<>();
        scheduler.schedule(() -> thread.complete(Thread.currentThread().getName()));
        assertThat(thread).succeedsWithin(PATIENCE).asString().startsWith("texml-simulator-scheduler");
        assertThat(clock.now()).isEqualTo(start);
    }

    @Test
    void whatATaskCausesHappensBeforeTheClockGoesOn() {
        Api api = new Api(simulator);
        scheduler.schedule(
                () -> scheduler.schedule(() -> {
                    // Would wait for ever if it ran under the platform's lock.
                    api.get(api.account("/Calls"));
                    after(1);
                }),
                1,
                TimeUnit.SECONDS);
        clock.advance(Duration.ofSeconds(5));
        assertThat(log).containsExactly("2s due 1s");
        assertThat(simulator.journal().verify("calls.list").once().receivedAt()).isEqualTo(start.plusSeconds(1));
    }

    @Test
    void aTaskThatThrowsHurtsNobodyElse() {
        scheduler.schedule(
                () -> {
                    throw new IllegalStateException("thrown by a test");
                },
                1,
                TimeUnit.SECONDS);
        after(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(log).hasSize(1);
    }

    @Test
    void periodsComeAgainUntilTheyAreDisposedAndDoNotKeepTheClockGoing() {
        List<Long> ticks = Collections.synchronizedList(new ArrayList<>());
        Disposable interval = Flux.interval(Duration.ofSeconds(10), scheduler).subscribe(ticks::add);
        clock.advance(Duration.ofSeconds(35));
        assertThat(ticks).containsExactly(0L, 1L, 2L);
        after(10);
        clock.advanceUntilIdle();
        assertThat(ticks).hasSize(4);
        assertThat(clock.now()).isEqualTo(start.plusSeconds(45));
        interval.dispose();
        clock.advance(Duration.ofHours(1));
        assertThat(ticks).hasSize(4);
        assertThatThrownBy(() -> scheduler.schedulePeriodically(() -> {}, 0, 0, TimeUnit.SECONDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("period has to be longer than zero");
    }

    @Test
    void aWorkerKeepsItsOrderAndDropsWhatIsItsOwn() {
        Scheduler.Worker worker = scheduler.createWorker();
        for (int i = 0; i < 100; i++) {
            String name = String.valueOf(i);
            worker.schedule(() -> log.add(name));
        }
        worker.schedule(() -> log.add("never"), 1, TimeUnit.SECONDS);
        clock.advance(Duration.ZERO);
        assertThat(log).hasSize(100).isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
        worker.dispose();
        after(2);
        clock.advance(Duration.ofSeconds(2));
        assertThat(log).hasSize(101).doesNotContain("never");
        assertThatThrownBy(() -> worker.schedule(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aSchedulerThatIsDisposedLeavesTheOthersAlone() {
        Scheduler other = clock.scheduler();
        Scheduler.Worker worker = other.createWorker();
        worker.schedule(() -> log.add("never"), 1, TimeUnit.SECONDS);
        Disposable disposed = other.schedule(() -> log.add("never"), 1, TimeUnit.SECONDS);
        other.dispose();
        after(1);
        clock.advanceUntilIdle();
        assertThat(log).containsExactly("1s due 1s");
        assertThat(disposed.isDisposed()).isTrue();
        assertThat(other.isDisposed()).isTrue();
        assertThat(scheduler.isDisposed()).isFalse();
        assertThatThrownBy(() -> worker.schedule(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aResetLeavesTasksAndTheSchedulersTimeNeverGoesBack() {
        clock.advance(Duration.ofSeconds(100));
        long before = scheduler.now(TimeUnit.NANOSECONDS);
        after(10);
        clock.advance(Duration.ofSeconds(4));
        simulator.reset();
        assertThat(clock.now()).isEqualTo(start);
        assertThat(scheduler.now(TimeUnit.NANOSECONDS) - before)
                .isEqualTo(Duration.ofSeconds(4).toNanos());
        clock.advance(Duration.ofSeconds(5));
        assertThat(log).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(log).containsExactly("6s due 10s");
    }

    @Test
    void theClockStandsWhileSomebodyIsBusy() {
        AtomicInteger busy = new AtomicInteger();
        AtomicBoolean asked = new AtomicBoolean();
        Disposable waiting = clock.waitFor(() -> {
            asked.set(true);
            return busy.get() == 0;
        });
        scheduler.schedule(
                () -> {
                    busy.incrementAndGet();
                    // Elsewhere, as the answer to a request comes.
                    Schedulers.boundedElastic().schedule(() -> {
                        log.add(String.valueOf(Duration.between(start, clock.now())));
                        busy.decrementAndGet();
                    });
                },
                1,
                TimeUnit.SECONDS);
        clock.advance(Duration.ofMinutes(1));
        assertThat(log).containsExactly("PT1S");
        waiting.dispose();
        asked.set(false);
        clock.advance(Duration.ofMinutes(1));
        assertThat(asked).isFalse();
    }

    @Test
    void itIsNotMovedByAThreadThatHasToGoOn() {
        Mono<Object> moved =
                Mono.fromRunnable(() -> clock.advance(Duration.ofSeconds(1))).subscribeOn(scheduler);
        assertThatThrownBy(() -> moved.block(PATIENCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("move it on the test's own thread");
    }

    @Test
    void aClockThatRunsScalesDelays() {
        try (TexmlSimulator fast = TexmlSimulator.builder().speed(100_000).start()) {
            Scheduler hours = fast.clock().scheduler();
            long before = hours.now(TimeUnit.SECONDS);
            Mono.delay(Duration.ofHours(1), hours).block(PATIENCE);
            assertThat(hours.now(TimeUnit.SECONDS) - before).isGreaterThanOrEqualTo(3_600);
            Flux.interval(Duration.ofMinutes(1), hours).take(3).blockLast(PATIENCE);
        }
    }

    @Test
    void aClockThatRunsIsPushedToWhatWaits() {
        try (TexmlSimulator real = TexmlSimulator.builder().realTime().start()) {
            CompletableFuture<Long> late =
                    Mono.delay(Duration.ofHours(1), real.clock().scheduler()).toFuture();
            CompletableFuture<Long> later =
                    Mono.delay(Duration.ofHours(3), real.clock().scheduler()).toFuture();
            real.clock().advance(Duration.ofHours(2));
            assertThat(late).succeedsWithin(PATIENCE);
            assertThat(later).isNotDone();
        }
    }

    private void after(int seconds) {
        scheduler.schedule(
                () -> log.add(Duration.between(start, clock.now()).toSeconds() + "s due " + seconds + "s"),
                seconds,
                TimeUnit.SECONDS);
    }
}
