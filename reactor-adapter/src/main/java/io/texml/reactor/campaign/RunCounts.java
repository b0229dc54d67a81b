package io.texml.reactor.campaign;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The numbers of one run; written in its executor, read anywhere. */
final class RunCounts {

    final AtomicLong taken = new AtomicLong();
    final AtomicLong dialled = new AtomicLong();
    final AtomicInteger live = new AtomicInteger();
    final AtomicInteger waiting = new AtomicInteger();
    final AtomicInteger redialsWaiting = new AtomicInteger();
    final AtomicInteger redialsDue = new AtomicInteger();

    private final AtomicLong done = new AtomicLong();
    private final Map<ContactOutcome, Long> counted = new EnumMap<>(ContactOutcome.class);
    private volatile Map<ContactOutcome, Long> outcomes = Map.of();
    private volatile boolean isStopping;

    void stopping() {
        isStopping = true;
    }

    boolean isStopping() {
        return isStopping;
    }

    void told(ContactOutcome outcome) {
        done.incrementAndGet();
        counted.merge(outcome, 1L, Long::sum);
        outcomes = Map.copyOf(counted);
    }

    CampaignLoad load(boolean isPaused, int busy) {
        return new CampaignLoad(
                taken.get(),
                done.get(),
                dialled.get(),
                live.get(),
                waiting.get(),
                redialsWaiting.get(),
                redialsDue.get(),
                busy,
                outcomes,
                isPaused,
                isStopping);
    }
}
