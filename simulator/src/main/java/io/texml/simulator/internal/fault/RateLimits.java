package io.texml.simulator.internal.fault;

import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The two limits that the platform documents: requests in a window, and calls dialled in five seconds. Both go by
 * simulated time and are counted per account. Guarded by the platform's lock.
 */
public final class RateLimits {

    private static final Set<String> DIALS = Set.of("calls.create", "connectionCalls.create", "aiCalls.create");
    private static final Duration DIAL_WINDOW = Duration.ofSeconds(5);

    private final Settings.Limits limits;
    private final Map<String, Window> windows = new HashMap<>();
    private final Map<String, ArrayDeque<Instant>> dials = new HashMap<>();

    /** Limits as the settings have them. */
    public RateLimits(Settings.Limits limits) {
        this.limits = limits;
    }

    private static final class Window {

        private Instant end = Instant.MIN;
        private int requests;
    }

    /** Counts a request and answers the headers that tell how many are left; throws when there are none. */
    public Map<String, String> admit(String accountSid, Instant now) {
        if (limits.requests() == 0) {
            return Map.of();
        }
        Window window = windows.computeIfAbsent(accountSid, sid -> new Window());
        if (!now.isBefore(window.end)) {
            window.end = now.plus(limits.window());
            window.requests = 0;
        }
        boolean admitted = window.requests < limits.requests();
        if (admitted) {
            window.requests++;
        }
        long reset = (Duration.between(now, window.end).toMillis() + 999) / 1000;
        Map<String, String> headers = Map.of(
                "x-ratelimit-limit", Integer.toString(limits.requests()),
                "x-ratelimit-remaining", Integer.toString(limits.requests() - window.requests),
                "x-ratelimit-reset", Long.toString(reset));
        if (!admitted) {
            throw ApiFailure.tooManyRequests(headers);
        }
        return headers;
    }

    /** Counts a call that is about to be dialled; throws when there were too many. */
    public void admitDial(String operation, String accountSid, Instant now) {
        if (limits.dialsPerSecond() == 0 || !DIALS.contains(operation)) {
            return;
        }
        ArrayDeque<Instant> latest = dials.computeIfAbsent(accountSid, sid -> new ArrayDeque<>());
        Instant oldest = now.minus(DIAL_WINDOW);
        while (!latest.isEmpty() && !latest.peekFirst().isAfter(oldest)) {
            latest.removeFirst();
        }
        if (latest.size() >= limits.dialsPerSecond() * DIAL_WINDOW.toSeconds()) {
            throw ApiFailure.tooManyDials(limits.dialsPerSecond());
        }
        latest.addLast(now);
    }

    /** Forgets all requests. */
    public void reset() {
        windows.clear();
        dials.clear();
    }
}
