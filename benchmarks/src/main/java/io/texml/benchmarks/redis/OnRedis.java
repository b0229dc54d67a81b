package io.texml.benchmarks.redis;

import io.lettuce.core.RedisURI;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.LiveCalls;
import io.texml.redis.RedisCallbackEvents;
import io.texml.redis.RedisDialPace;
import io.texml.redis.RedisLiveCalls;
import io.texml.redis.TexmlRedis;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** The library's, on a Redis. */
public final class OnRedis implements Coordination {

    private final TexmlRedis redis;
    /** An account has one pace, so the other one needs another account. */
    private final TexmlRedis paced;

    private final TexmlClient client = TexmlClient.builder()
            .apiKey("KEY_benchmark")
            .accountSid("benchmark")
            .build();
    private final DialPace free;
    private final DialPace pace;
    private final LiveCalls liveCalls;
    private final List<RedisCallbackEvents> events = new ArrayList<>();

    /** Connects. */
    public OnRedis(RedisURI uri) {
        redis = TexmlRedis.connect(uri, "benchmark");
        paced = TexmlRedis.connect(uri, "benchmark-paced");
        free = RedisDialPace.of(redis, FREE_DIALS, FREE_WINDOW);
        pace = RedisDialPace.of(paced, DIALS, WINDOW);
        liveCalls = RedisLiveCalls.of(redis, LIVE_CALLS, client);
    }

    @Override
    public Mono<Runnable> slot() {
        return slot(free);
    }

    @Override
    public Mono<Runnable> pacedSlot() {
        return slot(pace);
    }

    @Override
    public Mono<Runnable> permit() {
        return permit(liveCalls);
    }

    static Mono<Runnable> slot(DialPace pace) {
        return pace.acquire().map(slot -> () -> {
            slot.use();
            slot.settled();
        });
    }

    static Mono<Runnable> permit(LiveCalls liveCalls) {
        return liveCalls.acquire().map(permit -> permit::release);
    }

    @Override
    public List<RedisCallbackEvents> events(int processes) {
        while (events.size() < processes) {
            events.add(RedisCallbackEvents.of(redis));
        }
        while (events.size() > processes) {
            events.remove(events.size() - 1).close();
        }
        return events;
    }

    @Override
    public void close() {
        events(0);
        client.close();
        redis.close();
        paced.close();
    }
}
