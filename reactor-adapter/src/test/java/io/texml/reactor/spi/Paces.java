package io.texml.reactor.spi;

import java.time.Duration;
import reactor.core.scheduler.Scheduler;

/** The client's own pace, on a test's clock, and what only its package sees. */
public final class Paces {

    private Paces() {}

    public static DialPace rolling(int dials, Duration window, Scheduler clock) {
        DialPace pace = DialPace.rolling(dials, window);
        pace.useClock(clock);
        return pace;
    }

    public static int waiting(DialPace rolling) {
        return ((RollingDialPace) rolling).waiting();
    }
}
