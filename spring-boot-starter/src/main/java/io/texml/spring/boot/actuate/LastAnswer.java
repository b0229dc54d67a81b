package io.texml.spring.boot.actuate;

import io.texml.ExchangeObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Remembers when the API answered last, so that a look at the health costs no request while calls are made. */
public final class LastAnswer implements ExchangeObserver {

    private final InstantSource clock;
    private volatile @Nullable Instant at;

    /** By the system's clock. */
    public LastAnswer() {
        this(InstantSource.system());
    }

    /** By another clock. */
    public LastAnswer(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void onSuccess(String operationId, int status, int attempts, Duration elapsed) {
        at = clock.instant();
    }

    /** When it was; null when there was none yet. */
    public @Nullable Instant at() {
        return at;
    }

    boolean isWithin(Duration age) {
        Instant last = at;
        return last != null && Duration.between(last, clock.instant()).compareTo(age) <= 0;
    }
}
