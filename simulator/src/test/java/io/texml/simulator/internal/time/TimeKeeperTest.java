package io.texml.simulator.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeKeeperTest {

    private final Timeline timeline = new Timeline(Instant.EPOCH);
    private final List<String> log = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final TimeKeeper keeper = new TimeKeeper(lock, timeline, 0, () -> false, Duration.ofMillis(100));

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void whoIsBusyForTooLongEndsTheWaitWithAnErrorThatSaysSo() {
        AtomicBoolean idle = new AtomicBoolean();
        keeper.waitFor(idle::get);
        event(1, "event");
        assertThatThrownBy(() -> keeper.advance(Duration.ofSeconds(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The clock stands at 1970-01-01T00:00:00Z, as somebody whom it waits for is still busy after "
                                + "100 ms of real time; look for what never answers.");
        assertThat(log).isEmpty();
        idle.set(true);
        keeper.advance(Duration.ofSeconds(2));
        assertThat(log).containsExactly("event");
    }

    @Test
    void whoMovesItMayBeInterrupted() {
        keeper.waitFor(() -> false);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> keeper.advance(Duration.ofSeconds(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void eventsOfThePlatformComeBeforeTasksOfTheSameInstant() {
        keeper.scheduler().schedule(() -> log.add("task"), 1, TimeUnit.SECONDS);
        event(1, "event");
        keeper.advance(Duration.ofSeconds(1));
        assertThat(log).containsExactly("event", "task");
    }

    @Test
    void whatIsCancelledIsForgottenAtOnceWhateverItsPlace() {
        event(2, "first");
        event(3, "second").cancel();
        assertThat(timeline.nextDue()).isEqualTo(Instant.EPOCH.plusSeconds(2));
        keeper.advanceUntilIdle(Duration.ofDays(1));
        assertThat(log).containsExactly("first");
        assertThat(timeline.nextDue()).isNull();
    }

    private Timeline.Event event(int seconds, String name) {
        lock.lock();
        try {
            return timeline.after(Duration.ofSeconds(seconds), () -> log.add(name));
        } finally {
            lock.unlock();
        }
    }
}
