package io.texml.redis;

import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.util.Locale;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a slot costs, from a Redis on loopback and in memory; a program for a look, no test. */
final class PaceCost {

    private static final int DIALS = 5_000;
    private static final Duration WINDOW = Duration.ofMillis(1);

    private PaceCost() {}

    public static void main(String[] arguments) {
        try (RedisServer server = RedisServer.start();
                TexmlRedis redis = TexmlRedis.connect(server.uri(), "cost")) {
            for (int atOnce : new int[] {1, 64}) {
                for (int round = 0; round < 2; round++) {
                    measure("in memory", DialPace.rolling(DIALS, WINDOW), atOnce);
                }
                for (int round = 0; round < 2; round++) {
                    server.commands().configResetstat();
                    measure("on Redis", RedisDialPace.of(redis, DIALS, WINDOW), atOnce);
                    String stats = server.commands().info("commandstats");
                    System.out.println("  evalsha " + TexmlRedis.field(stats, "cmdstat_evalsha"));
                }
            }
        }
        System.exit(0);
    }

    private static void measure(String name, DialPace pace, int atOnce) {
        long begin = System.nanoTime();
        Flux.range(0, DIALS).flatMap(i -> dial(pace), atOnce).blockLast();
        System.out.printf(
                Locale.ROOT,
                "%s, %d at once: %.2f us a dial%n",
                name,
                atOnce,
                (System.nanoTime() - begin) / 1_000.0 / DIALS);
    }

    private static Mono<Void> dial(DialPace pace) {
        return pace.acquire()
                .doOnNext(slot -> {
                    slot.use();
                    slot.settled();
                })
                .then();
    }
}
