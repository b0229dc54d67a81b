package io.texml.reactor.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Whose clock counts when. */
class TotalTimeTest {

    private final VirtualTimeScheduler waiting = VirtualTimeScheduler.create();
    private final VirtualTimeScheduler wire = VirtualTimeScheduler.create();
    private final TotalTime time = new TotalTime(Duration.ofSeconds(60), Timer.of(waiting), Timer.of(wire));

    @Test
    void whileItWaitsTheClientsClockCountsAndUnderWayTheMachines() {
        wire.advanceTimeBy(Duration.ofSeconds(100));
        waiting.advanceTimeBy(Duration.ofSeconds(10));
        assertThat(time.remaining()).isEqualTo(Duration.ofSeconds(50));

        time.isUnderWay();
        waiting.advanceTimeBy(Duration.ofSeconds(100));
        wire.advanceTimeBy(Duration.ofSeconds(20));
        assertThat(time.remaining()).isEqualTo(Duration.ofSeconds(30));

        time.waits();
        wire.advanceTimeBy(Duration.ofSeconds(100));
        waiting.advanceTimeBy(Duration.ofSeconds(5));
        assertThat(time.remaining()).isEqualTo(Duration.ofSeconds(25));
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(35));
    }

    @Test
    void whoeverWatchesHearsOfEachChangeOnce() {
        AtomicInteger changes = new AtomicInteger();
        time.whenMoved(changes::incrementAndGet);

        time.waits();
        assertThat(changes).hasValue(0);
        time.isUnderWay();
        time.isUnderWay();
        time.waits();

        assertThat(changes).hasValue(2);
    }

    @Test
    void itBeginsAgainWithAllOfItsTime() {
        time.isUnderWay();
        wire.advanceTimeBy(Duration.ofSeconds(59));

        assertThat(time.again().remaining()).isEqualTo(Duration.ofSeconds(60));
    }
}
