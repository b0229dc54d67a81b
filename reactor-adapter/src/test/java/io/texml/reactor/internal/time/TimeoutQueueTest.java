package io.texml.reactor.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

class TimeoutQueueTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final Timer timer = Timer.of(clock);
    private final TimeoutQueue queue = new TimeoutQueue(timer);
    private final List<String> ran = new ArrayList<>();

    @Test
    void eachRunsInItsMomentAndNotBefore() {
        begin("a", 10 * SECOND);
        clock.advanceTimeBy(Duration.ofSeconds(3));
        begin("b", 10 * SECOND);

        clock.advanceTimeBy(Duration.ofSeconds(7).minusNanos(1));
        assertThat(ran).isEmpty();
        clock.advanceTimeBy(Duration.ofNanos(1));
        assertThat(ran).containsExactly("a");
        clock.advanceTimeBy(Duration.ofSeconds(3).minusNanos(1));
        assertThat(ran).containsExactly("a");
        clock.advanceTimeBy(Duration.ofNanos(1));
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void itCountsFromTheMomentThatIsGiven() {
        clock.advanceTimeBy(Duration.ofSeconds(4));
        queue.begin(timeout("begun a while ago"), timer.nanos() - 3 * SECOND, 10 * SECOND);

        clock.advanceTimeBy(Duration.ofSeconds(7).minusNanos(1));
        assertThat(ran).isEmpty();
        clock.advanceTimeBy(Duration.ofNanos(1));
        assertThat(ran).hasSize(1);
    }

    @Test
    void oneThatEndsInTimeDoesNotRunAndEndsOnce() {
        TimeoutQueue.Timeout first = begin("first", 10 * SECOND);
        TimeoutQueue.Timeout middle = begin("middle", 10 * SECOND);
        begin("last", 10 * SECOND);

        assertThat(queue.end(middle)).isTrue();
        assertThat(queue.end(middle)).isFalse();
        assertThat(queue.end(first)).isTrue();
        clock.advanceTimeBy(Duration.ofSeconds(10));

        assertThat(ran).containsExactly("last");
        assertThat(queue.end(timeout("never begun"))).isFalse();
    }

    @Test
    void whatHasRunCannotEndAndMayBeginAgain() {
        TimeoutQueue.Timeout timeout = begin("again", SECOND);
        clock.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(queue.end(timeout)).isFalse();

        queue.begin(timeout, timer.nanos(), SECOND);
        clock.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(ran).containsExactly("again", "again");
    }

    @Test
    void shorterAndLongerOnesRunInTheirMomentsTooHoweverManyAreBegun() {
        for (int i = 0; i < 100; i++) {
            begin("long", 60 * SECOND);
            begin("usual", 10 * SECOND);
        }
        TimeoutQueue.Timeout ended = begin("ended", 5 * SECOND);
        begin("short", 5 * SECOND);
        assertThat(queue.end(ended)).isTrue();

        clock.advanceTimeBy(Duration.ofSeconds(5).minusNanos(1));
        assertThat(ran).isEmpty();
        clock.advanceTimeBy(Duration.ofNanos(1));
        assertThat(ran).containsExactly("short");
        clock.advanceTimeBy(Duration.ofSeconds(5));
        assertThat(ran).hasSize(101).doesNotContain("long");
        clock.advanceTimeBy(Duration.ofSeconds(50).minusNanos(1));
        assertThat(ran).hasSize(101);
        clock.advanceTimeBy(Duration.ofNanos(1));
        assertThat(ran).hasSize(201).endsWith("long");
    }

    @Test
    void thousandsThatEndInTimeNeedOneTimerForAllOfThem() {
        for (int i = 0; i < 5_000; i++) {
            TimeoutQueue.Timeout first = begin("first", 60 * SECOND);
            TimeoutQueue.Timeout second = begin("second", 60 * SECOND);
            assertThat(queue.end(i % 2 == 0 ? first : second)).isTrue();
            assertThat(queue.end(i % 2 == 0 ? second : first)).isTrue();
            clock.advanceTimeBy(Duration.ofMillis(1));
        }

        assertThat(clock.getScheduledTaskCount()).isOne();
        clock.advanceTimeBy(Duration.ofHours(1));
        assertThat(clock.getScheduledTaskCount())
                .as("nothing to wait for, no timer")
                .isOne();
        assertThat(ran).isEmpty();
    }

    @Test
    void thoseThatAreDueTogetherRunEachOnItsOwnSoThatNoneHoldsUpAnother() {
        Recording recording = new Recording();
        TimeoutQueue several = new TimeoutQueue(Timer.of(recording));
        List<TimeoutQueue.Timeout> due = List.of(timeout("a"), timeout("b"), timeout("c"));
        due.forEach(timeout -> several.begin(timeout, recording.nanos, SECOND));
        several.begin(timeout("later"), recording.nanos, 2 * SECOND);
        recording.nanos += SECOND;

        recording.work.get(0).run();

        assertThat(recording.work).as("the next timer, then who is due").hasSize(5);
        assertThat(recording.work.subList(2, 5)).containsExactlyElementsOf(due);
        assertThat(ran).isEmpty();
    }

    @Test
    void aTimerForHoursIsNotLeftBehind() {
        Recording recording = new Recording();
        TimeoutQueue patient = new TimeoutQueue(Timer.of(recording));
        TimeoutQueue.Timeout forHours = timeout("for hours");
        patient.begin(forHours, recording.nanos, 3_600 * SECOND);

        patient.end(forHours);

        assertThat(recording.timers).hasSize(1).allMatch(Disposable::isDisposed);
    }

    @Test
    void aTimerThatIsLostIsReplaced() {
        Recording lossy = new Recording();
        TimeoutQueue unlucky = new TimeoutQueue(Timer.of(lossy));
        unlucky.begin(timeout("first"), lossy.nanos, SECOND);
        lossy.nanos += 3 * SECOND;
        assertThat(lossy.work).hasSize(1);

        unlucky.begin(timeout("second"), lossy.nanos, SECOND);

        assertThat(lossy.work).hasSize(2);
        lossy.work.get(1).run();
        assertThat(lossy.work).as("the first itself, and the second's timer").hasSize(4);
    }

    @Test
    void ofEndingAndRunningExactlyOneHappens() throws InterruptedException {
        TimeoutQueue racing = new TimeoutQueue(Timer.system());
        int threads = 4;
        int each = 50_000;
        AtomicInteger ranOrEnded = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(threads * each);
        class Racer extends TimeoutQueue.Timeout {
            private final AtomicInteger times = new AtomicInteger();

            @Override
            public void run() {
                over();
            }

            void over() {
                if (times.incrementAndGet() == 1) {
                    ranOrEnded.incrementAndGet();
                    all.countDown();
                } else {
                    ranOrEnded.addAndGet(1_000_000);
                }
            }

            void end() {
                if (racing.end(this)) {
                    ended.incrementAndGet();
                    over();
                }
            }
        }
        for (int t = 0; t < threads; t++) {
            SplittableRandom random = new SplittableRandom(815 + t);
            Thread worker = new Thread(
                    () -> {
                        List<Racer> mine = new ArrayList<>();
                        for (int i = 0; i < each; i++) {
                            Racer racer = new Racer();
                            // Mostly one length, and some so short that they run while they begin or end.
                            long nanos = random.nextInt(4) == 0 ? random.nextInt(200_000) : 1_000_000;
                            racing.begin(racer, System.nanoTime(), nanos);
                            mine.add(racer);
                            if (mine.size() > 32) {
                                mine.remove(random.nextInt(mine.size())).end();
                            }
                        }
                    },
                    "timeout-race");
            worker.setDaemon(true);
            worker.start();
        }

        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(ranOrEnded).as("each once").hasValue(threads * each);
        assertThat(ended).hasValueBetween(1, threads * each - 1);
    }

    private TimeoutQueue.Timeout begin(String name, long nanos) {
        TimeoutQueue.Timeout timeout = timeout(name);
        queue.begin(timeout, timer.nanos(), nanos);
        return timeout;
    }

    private TimeoutQueue.Timeout timeout(String name) {
        return new TimeoutQueue.Timeout() {
            @Override
            public void run() {
                ran.add(name);
            }
        };
    }

    /** Keeps what it is given, and runs nothing. */
    private static final class Recording implements Scheduler {

        final List<Runnable> work = new ArrayList<>();
        final List<Disposable> timers = new ArrayList<>();
        long nanos = 1;

        @Override
        public long now(TimeUnit unit) {
            return unit.convert(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public Disposable schedule(Runnable task) {
            return schedule(task, 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            Disposable handle = Disposables.single();
            work.add(task);
            timers.add(handle);
            return handle;
        }

        @Override
        public Worker createWorker() {
            throw new UnsupportedOperationException();
        }
    }
}
