package io.texml.reactor.dialler;

import io.texml.Headers;
import io.texml.calls.Call;
import io.texml.calls.ListCalls;
import io.texml.internal.HttpDate;
import io.texml.reactor.internal.time.SerialExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks the API for what no callback told: few at once, one after the other with a pause between them that is jittered, and
 * behind the dials that wait in the client. So however many callbacks fail to come, dialling is not kept from its limits.
 *
 * <p>All of it runs in the dialler's {@link SerialExecutor}.
 */
final class LookUps {

    private static final int AT_ONCE = 2;
    /** How long dials that wait are let first. */
    private static final Duration LONGEST_WAIT_BEHIND_DIALS = Duration.ofSeconds(5);
    /** Clocks of one platform may differ by this. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
    /** This machine's clock and the platform's may. Less than a sid is remembered: an older call must not be taken for it. */
    private static final Duration TOLERANCE_WITHOUT_DATE = Duration.ofMinutes(1);

    /** More than are needed to see that there is more than one. */
    private static final int MOST_CANDIDATES = 100;

    private final DiallerCore core;
    private final CallApi api;
    private final Deque<FollowedCall> waiting = new ArrayDeque<>();

    private final AtomicInteger count = new AtomicInteger();

    private int running;
    private boolean isPausing;
    private long behindDialsSince;
    private boolean isBehindDials;

    LookUps(DiallerCore core, CallApi api) {
        this.core = core;
        this.api = api;
    }

    /** How many wait; read on any thread. */
    int waiting() {
        return count.get();
    }

    void add(FollowedCall call) {
        waiting.add(call);
        count.incrementAndGet();
        goOn();
    }

    private void goOn() {
        while (!waiting.isEmpty() && waiting.element().isEnded()) {
            waiting.remove();
            count.decrementAndGet();
        }
        if (isPausing || running >= AT_ONCE || waiting.isEmpty()) {
            return;
        }
        if (api.hasWaiting() && !hasWaitedLongEnough()) {
            pause();
            return;
        }
        isBehindDials = false;
        running++;
        FollowedCall call = waiting.remove();
        count.decrementAndGet();
        String sid = call.sid();
        if (sid == null) {
            byParties(call);
        } else {
            bySid(call, sid);
        }
        pause();
    }

    private boolean hasWaitedLongEnough() {
        long now = core.timer().nanos();
        if (!isBehindDials) {
            isBehindDials = true;
            behindDialsSince = now;
        }
        return now - behindDialsSince >= LONGEST_WAIT_BEHIND_DIALS.toNanos();
    }

    private void pause() {
        isPausing = true;
        long pause = core.settings().lookUpPause().toNanos();
        long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause + 1);
        core.after(Duration.ofNanos(jittered), () -> {
            isPausing = false;
            goOn();
        });
    }

    private void bySid(FollowedCall call, String sid) {
        api.get(sid).subscribe(found -> over(() -> call.found(found)), failure -> over(() -> call.notFound(failure)));
    }

    private void byParties(FollowedCall call) {
        Parties parties = Objects.requireNonNull(call.parties());
        LocalDate day = LocalDate.ofInstant(call.begunAt(), ZoneOffset.UTC);
        ListCalls query = ListCalls.builder()
                .from(String.valueOf(call.asked().parameters().get("From")))
                .to(String.valueOf(call.asked().parameters().get("To")))
                // The day after "after" is the first: a day either way, wherever its midnight is.
                .startedAfter(day.minusDays(2))
                .startedBefore(day.plusDays(2))
                .build();
        api.list(query, headers -> {
                    Span span = span(call, headers);
                    return found -> parties.areThoseOf(found) && span.mayHold(found);
                })
                .take(MOST_CANDIDATES)
                .collectList()
                .subscribe(
                        all -> over(() -> call.found(
                                all.stream()
                                        .filter(found -> !call.isAnother(found.sid()))
                                        .toList(),
                                core.mayBeOfAnother(call))),
                        failure -> over(() -> call.notFound(failure)));
    }

    /** When the call of a dial can have begun, by the server's clock; by this machine's where an answer has no date. */
    private Span span(FollowedCall call, Headers headers) {
        Instant now = core.now();
        Instant serverNow = HttpDate.read(headers.first("date"), now);
        Duration ahead = serverNow == null ? Duration.ZERO : Duration.between(now, serverNow);
        Duration tolerance = serverNow == null ? TOLERANCE_WITHOUT_DATE : CLOCK_TOLERANCE;
        return new Span(
                call.begunAt().plus(ahead).minus(tolerance),
                call.settledAt()
                        .plus(ahead)
                        .plus(tolerance)
                        .plus(core.settings().slack()));
    }

    private record Span(Instant first, Instant last) {

        /** A call that does not say when it began cannot be ruled out. */
        boolean mayHold(Call call) {
            Instant began = call.startTime() == null ? call.dateCreated() : call.startTime();
            return began == null || !(began.isBefore(first) || began.isAfter(last));
        }
    }

    private void over(Runnable told) {
        core.serial().execute(() -> {
            running--;
            told.run();
            goOn();
        });
    }
}
