package io.texml.redis;

import io.lettuce.core.ScriptOutputType;
import io.texml.NotFoundException;
import io.texml.calls.Call;
import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.LiveCalls.Dial;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes over the permits of processes that lost their leases, and looks each call up until its permit can be given back. Its
 * state is the permits', which {@link Leases} renews meanwhile.
 */
final class LostCalls {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.redis");
    private static final Script TAKE_OVER = Script.of("live-take-over.lua");

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int MOST_TAKEN_OVER = 20;
    private static final int MOST_LISTED = 1_000;

    private final TexmlRedis redis;
    private final Leases leases;
    private final GrantNames names;
    private final Duration lookUpEvery;
    private final Duration lookUpWithin;
    private final Function<LostCall, Mono<Boolean>> lookUp;
    private final String[] keys;

    /**
     * None yet.
     *
     * @param lookUpWithin how long a call that is not found may live all the same
     * @param lookUp whether a call has ended; empty when it is not found
     */
    LostCalls(
            TexmlRedis redis,
            Leases leases,
            GrantNames names,
            Duration lookUpEvery,
            Duration lookUpWithin,
            Function<LostCall, Mono<Boolean>> lookUp) {
        this.redis = redis;
        this.leases = leases;
        this.names = names;
        this.lookUpEvery = lookUpEvery;
        this.lookUpWithin = lookUpWithin;
        this.lookUp = lookUp;
        this.keys = new String[] {
            redis.key("live:permits"),
            redis.key("live:calls"),
            redis.key("live:taken"),
            redis.key("live:line"),
            redis.key("live")
        };
    }

    /** A call whose process lost its lease. */
    record LostCall(String from, String to, @Nullable String callSid) {

        @Override
        public String toString() {
            return "LostCall[" + (callSid == null ? "without a sid" : "with a sid") + "]";
        }
    }

    /** Empty when the call is not found. */
    static Mono<Boolean> hasEnded(TexmlClient client, LostCall lost) {
        if (lost.callSid() != null) {
            return client.calls()
                    .get(lost.callSid())
                    .map(LostCalls::hasEnded)
                    .onErrorResume(NotFoundException.class, unknown -> Mono.empty());
        }
        ListCalls same = ListCalls.builder().from(lost.from()).to(lost.to()).build();
        return client.calls()
                .list(same)
                .take(MOST_LISTED)
                .map(LostCalls::hasEnded)
                .reduce(Boolean::logicalAnd);
    }

    private static boolean hasEnded(Call call) {
        return call.status() != null && call.status().hasEnded();
    }

    /** Takes over what lapsed, some at a time. */
    void takeOver() {
        long first = names.next(MOST_TAKEN_OVER);
        long at = System.nanoTime();
        redis.<List<Object>>run(
                        TAKE_OVER,
                        ScriptOutputType.MULTI,
                        keys,
                        names.process(),
                        Script.micros(leases.length()),
                        String.valueOf(MOST_TAKEN_OVER),
                        String.valueOf(first),
                        Script.micros(REMEMBERED),
                        redis.key("live"))
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        for (int i = 0; i + 5 < answer.size(); i += 6) {
                            takenOver(answer, i, at);
                        }
                    }
                });
    }

    private void takenOver(List<Object> answer, int i, long at) {
        Duration left = Duration.of(Long.parseLong((String) answer.get(i + 1)), ChronoUnit.MICROS);
        Dial dial = new Dial((String) answer.get(i + 2), (String) answer.get(i + 3), (String) answer.get(i + 4), left);
        String sid = (String) answer.get(i + 5);
        LivePermit permit = LivePermit.takenOver(
                (String) answer.get(i), at, leases.length(), leases, dial, sid.isEmpty() ? null : sid);
        leases.hold(permit);
        LOGGER.info("a call of a process that lost its lease is looked up");
        lookUp(permit);
    }

    private void lookUp(LivePermit permit) {
        Dial dial = Objects.requireNonNull(permit.dial());
        Mono.defer(() -> lookUp.apply(new LostCall(dial.from(), dial.to(), permit.callSid())))
                .switchIfEmpty(Mono.fromSupplier(() -> System.nanoTime() - permit.takenAt() > lookUpWithin.toNanos()))
                .onErrorReturn(false)
                .subscribe(ended -> {
                    if (ended || permit.isOver()) {
                        permit.release();
                    } else if (!permit.isLost()) {
                        Schedulers.parallel()
                                .schedule(() -> lookUp(permit), lookUpEvery.toNanos(), TimeUnit.NANOSECONDS);
                    }
                });
    }
}
