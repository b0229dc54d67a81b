package io.texml.benchmarks.redis;

import io.lettuce.core.api.sync.RedisCommands;
import io.texml.benchmarks.client.Meter;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes rights, to dial or to let a call live, and ends each as soon as it has it; so many wait at any time. Redis counts the
 * scripts. Which of them somebody awaits is told apart by what the end of a right alone sends: nobody waits for that.
 */
final class RightsLoad {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RedisCommands<String, String> redis;

    RightsLoad(RedisCommands<String, String> redis) {
        this.redis = redis;
    }

    /** @param window after which a right that was ended is no longer in another's way */
    String measure(Mono<Runnable> right, int count, int waiting, Duration window) {
        // On one connection an answer says that all that was sent before has arrived. Two windows later nobody
        // waits for a place, so that the answer costs one script.
        Runnable held = take(right, window);
        long before = RedisCounts.scripts(redis);
        Runnable another = take(right, window);
        long awaitedAlone = RedisCounts.scripts(redis) - before;
        another.run();
        Runnable third = take(right, window);
        long sentByEnd = RedisCounts.scripts(redis) - before - 2 * awaitedAlone;
        RedisCounts start = RedisCounts.of(redis);
        System.gc();
        Meter meter = Meter.start();
        Flux.range(0, count)
                .flatMap(i -> right.doOnNext(Runnable::run), waiting)
                .blockLast(PATIENCE);
        String used = meter.stop();
        Runnable last = take(right, window);
        RedisCounts end = RedisCounts.of(redis);
        long beside = sentByEnd * count;
        long awaited = end.scripts() - start.scripts() - awaitedAlone - beside;
        held.run();
        third.run();
        last.run();
        return String.format(
                Locale.ROOT,
                "%s requests=%d awaited=%d beside=%d redisCpu=%d",
                used,
                count,
                awaited,
                beside,
                end.cpu() - start.cpu());
    }

    private static Runnable take(Mono<Runnable> right, Duration window) {
        return Objects.requireNonNull(
                Mono.delay(window.multipliedBy(2)).then(right).block(PATIENCE));
    }
}
