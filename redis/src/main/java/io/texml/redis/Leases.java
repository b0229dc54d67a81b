package io.texml.redis;

import io.lettuce.core.ScriptOutputType;
import io.texml.reactor.spi.LiveCalls.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permits that this process holds, and what Redis has to hear of them: that they are still held, what was dialled under
 * them, that they are released. A permit is here until it is released or lost; one that is released and that Redis has not
 * heard of is told again with the next renewal.
 *
 * <p>There is no lock: a renewal that crosses a release may bring the permit back in Redis, so that it is released again when
 * the renewal is answered.
 */
final class Leases implements LivePermit.Holder {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.redis");
    private static final Script RELEASE = Script.of("live-release.lua");
    private static final Script RENEW = Script.of("live-renew.lua");

    private static final int AT_A_TIME = 200;

    private final TexmlRedis redis;
    private final Duration lease;
    private final String channel;
    private final String[] renewKeys;
    private final String[] releaseKeys;

    private final Map<String, LivePermit> held = new ConcurrentHashMap<>();
    /** Released, of which Redis has not heard. */
    private final Set<String> unreleased = ConcurrentHashMap.newKeySet();

    Leases(TexmlRedis redis, Duration lease) {
        this.redis = redis;
        this.lease = lease;
        this.channel = redis.key("live");
        String permits = redis.key("live:permits");
        String calls = redis.key("live:calls");
        this.renewKeys = new String[] {permits, calls, redis.key("live:taken")};
        this.releaseKeys = new String[] {permits, calls, redis.key("live:line")};
    }

    Duration length() {
        return lease;
    }

    int count() {
        return held.size();
    }

    void hold(LivePermit permit) {
        held.put(permit.id(), permit);
    }

    /** Renews these, and those that were taken over, and releases again what Redis did not hear of. */
    void renew(Collection<? extends Permit> renewed) {
        List<LivePermit> all = new ArrayList<>();
        for (Permit permit : renewed) {
            if (permit instanceof LivePermit known && held.containsKey(known.id())) {
                all.add(known);
            }
        }
        held.values().stream().filter(LivePermit::isTaken).forEach(all::add);
        tell(all);
        if (!unreleased.isEmpty()) {
            release(List.copyOf(unreleased));
        }
    }

    /** Those under which nothing lives as well: whoever waits for a request with one would dial beyond the limit. */
    void tellAll() {
        tell(List.copyOf(held.values()));
    }

    @Override
    public void changed(LivePermit permit) {
        tell(List.of(permit));
    }

    private void tell(List<LivePermit> all) {
        for (int i = 0; i < all.size(); i += AT_A_TIME) {
            tellSome(all.subList(i, Math.min(i + AT_A_TIME, all.size())));
        }
    }

    private void tellSome(List<LivePermit> some) {
        long at = System.nanoTime();
        List<String> arguments = new ArrayList<>(List.of(Script.micros(lease)));
        some.forEach(permit -> permit.describe(arguments));
        redis.<List<Object>>run(RENEW, ScriptOutputType.MULTI, renewKeys, arguments.toArray(String[]::new))
                .whenComplete((lost, failure) -> {
                    if (failure != null) {
                        LOGGER.warn("leases of live calls were not renewed: {}", failure.toString());
                        return;
                    }
                    // First: a permit that is lost must not hold again for a moment.
                    for (Object id : lost) {
                        LivePermit permit = held.remove((String) id);
                        if (permit != null) {
                            permit.lost();
                        }
                    }
                    some.forEach(permit -> permit.confirmed(at));
                    releaseAgain(some);
                });
    }

    /** What was released while it was told may have come back with that. */
    private void releaseAgain(List<LivePermit> told) {
        List<String> released = told.stream()
                .filter(permit -> permit.isReleased() && !permit.isLost())
                .map(LivePermit::id)
                .toList();
        if (!released.isEmpty()) {
            release(released);
        }
    }

    @Override
    public void released(LivePermit permit) {
        held.remove(permit.id());
        if (!permit.isLost()) {
            release(List.of(permit.id()));
        }
    }

    /** Whoever is next in Redis's line is told to ask, even when these are none. */
    void release(Collection<String> ids) {
        List<String> arguments = new ArrayList<>(List.of(channel));
        arguments.addAll(ids);
        unreleased.addAll(ids);
        redis.run(RELEASE, ScriptOutputType.INTEGER, releaseKeys, arguments.toArray(String[]::new))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        unreleased.removeAll(ids);
                    }
                });
    }
}
