package io.texml.benchmarks.redis;

import io.lettuce.core.RedisURI;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.LiveCalls;
import java.util.List;
import reactor.core.publisher.Mono;

/** The library's own, in memory. */
public final class InOneProcess implements Coordination {

    private final DialPace free = DialPace.rolling(FREE_DIALS, FREE_WINDOW);
    private final DialPace pace = DialPace.rolling(DIALS, WINDOW);
    private final LiveCalls liveCalls = LiveCalls.inMemory(LIVE_CALLS);
    private final CallbackEvents events = CallbackEvents.inMemory();

    /** Needs no Redis. */
    public InOneProcess(RedisURI unused) {}

    @Override
    public Mono<Runnable> slot() {
        return OnRedis.slot(free);
    }

    @Override
    public Mono<Runnable> pacedSlot() {
        return OnRedis.slot(pace);
    }

    @Override
    public Mono<Runnable> permit() {
        return OnRedis.permit(liveCalls);
    }

    @Override
    public List<CallbackEvents> events(int processes) {
        return List.of(events);
    }

    @Override
    public void close() {}
}
