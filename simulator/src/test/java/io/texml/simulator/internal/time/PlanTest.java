package io.texml.simulator.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlanTest {

    private final Timeline timeline = new Timeline(Instant.EPOCH);
    private final Plan plan = new Plan();
    private final AtomicInteger happened = new AtomicInteger();

    @Test
    void whatHasHappenedIsForgotten() {
        plan.add(timeline.after(Duration.ofDays(1), happened::incrementAndGet));
        for (int i = 0; i < 10_000; i++) {
            plan.add(timeline.after(Duration.ofSeconds(1), happened::incrementAndGet));
            timeline.runNext(timeline.now().plusSeconds(1));
        }
        assertThat(happened).hasValue(10_000);
        assertThat(plan.size()).isLessThan(100);
        plan.cancel();
        assertThat(timeline.nextDue()).isNull();
    }

    @Test
    void whatIsStillToComeIsKeptAndCancelled() {
        for (int i = 0; i < 1_000; i++) {
            plan.add(timeline.after(Duration.ofSeconds(i), happened::incrementAndGet));
        }
        assertThat(plan.size()).isEqualTo(1_000);
        plan.cancel();
        assertThat(timeline.nextDue()).isNull();
        assertThat(happened).hasValue(0);
    }
}
