package io.texml.benchmarks.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.texml.reactor.callbacks.CallbackEvents;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/**
 * The usual sliding window, as a user would write it with Lettuce: one script for each dial, which asks again when a place is free.
 * It counts dials when they are asked for, though they arrive later, in no order, and forgets them with Redis.
 */
public final class ByHand implements Coordination {

    private static final String SCRIPT = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
            if redis.call('ZCARD', KEYS[1]) < tonumber(ARGV[2]) then
              redis.call('ZADD', KEYS[1], now, ARGV[3])
              redis.call('PEXPIRE', KEYS[1], ARGV[1] / 1000)
              return 0
            end
            return redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] + ARGV[1] - now
            """;

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final String digest;
    private final AtomicLong dials = new AtomicLong();

    /** Connects and loads the script. */
    public ByHand(RedisURI uri) {
        client = RedisClient.create(uri);
        connection = client.connect();
        digest = connection.sync().scriptLoad(SCRIPT);
    }

    @Override
    public Mono<Runnable> slot() {
        return slot("free", FREE_DIALS, FREE_WINDOW);
    }

    @Override
    public Mono<Runnable> pacedSlot() {
        return slot("paced", DIALS, WINDOW);
    }

    private Mono<Runnable> slot(String key, int most, Duration window) {
        return Mono.defer(() -> {
            String[] keys = {"by-hand:" + key};
            String[] arguments = {
                String.valueOf(window.toNanos() / 1_000), String.valueOf(most), String.valueOf(dials.incrementAndGet())
            };
            return Mono.fromCompletionStage(
                            () -> connection.async().<Long>evalsha(digest, ScriptOutputType.INTEGER, keys, arguments))
                    .flatMap(micros -> micros <= 0
                            ? Mono.<Runnable>just(() -> {})
                            : Mono.delay(Duration.of(micros, ChronoUnit.MICROS)).then(slot(key, most, window)));
        });
    }

    @Override
    public Mono<Runnable> permit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<CallbackEvents> events(int processes) {
        return List.of();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
