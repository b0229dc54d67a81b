package io.texml.reactor.internal.time;

import io.texml.Headers;
import io.texml.internal.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once per client that the server's clock and this machine's are more than a minute apart. It looks at the first
 * answer, at every 1,024th and at refusals, as reading a date costs more than all else that is done with an answer's head.
 */
public final class ClockSkew {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.response");
    private static final Duration TOLERATED = Duration.ofMinutes(1);
    private static final int EVERY = 1_024;

    private final InstantSource clock;
    private final AtomicBoolean told = new AtomicBoolean();

    /** Event loops count without an order between them: it does not matter which answer is looked at. */
    private int answers;

    public ClockSkew() {
        this(InstantSource.system());
    }

    ClockSkew(InstantSource clock) {
        this.clock = clock;
    }

    public void look(int status, Headers headers) {
        if (told.get() || (answers++ % EVERY != 0 && status < 300)) {
            return;
        }
        Instant now = clock.instant();
        Instant server = HttpDate.read(headers.first("date"), now);
        if (server == null) {
            return;
        }
        Duration ahead = Duration.between(now, server);
        if (ahead.abs().compareTo(TOLERATED) > 0 && told.compareAndSet(false, true)) {
            LOGGER.warn(
                    "the server's clock is {} s {} this machine's: check which is wrong. Waits until a point in time"
                            + " and the days of exports go by the server's clock, but by this machine's where an answer"
                            + " has no Date; the age of signed callbacks and your own timestamps are off by as much",
                    ahead.abs().toSeconds(),
                    ahead.isNegative() ? "behind" : "ahead of");
        }
    }
}
