package io.texml.redis;

import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.LiveCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a slot and a permit cost, from a Redis on loopback and in memory, with one connection and with as many as four processes
 * have; a program for a look, no test.
 */
final class PaceCost {

    private static final int DIALS = 5_000;
    private static final Duration WINDOW = Duration.ofMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private PaceCost() {}

    public static void main(String[] arguments) {
        try (RedisServer server = RedisServer.start()) {
            List<TexmlRedis> all = IntStream.range(0, 4)
                    .mapToObj(i -> TexmlRedis.connect(server.uri(), "cost"))
                    .toList();
            for (int processes : new int[] {1, 4}) {
                List<TexmlRedis> some = all.subList(0, processes);
                for (int atOnce : new int[] {1, 64}) {
                    String scale = processes + " processes, " + atOnce + " at once";
                    measure(
                            server,
                            "slot in memory, " + scale,
                            atOnce,
                            dials(some, i -> DialPace.rolling(DIALS, WINDOW)));
                    measure(
                            server,
                            "slot on Redis, " + scale,
                            atOnce,
                            dials(some, redis -> RedisDialPace.of(redis, DIALS, WINDOW)));
                    measure(server, "permit in memory, " + scale, atOnce, calls(some, i -> LiveCalls.inMemory(64)));
                    measure(
                            server,
                            "permit on Redis, " + scale,
                            atOnce,
                            calls(
                                    some,
                                    redis -> new RedisLiveCalls(
                                            redis, 64, MINUTE, MINUTE, MINUTE, WINDOW, lost -> Mono.just(true))));
                }
            }
        }
        System.exit(0);
    }

    private static List<Mono<Void>> dials(List<TexmlRedis> processes, Function<TexmlRedis, DialPace> pace) {
        List<Mono<Void>> dials = new ArrayList<>();
        for (TexmlRedis process : processes) {
            DialPace its = pace.apply(process);
            dials.add(Mono.defer(its::acquire)
                    .doOnNext(slot -> {
                        slot.use();
                        slot.settled();
                    })
                    .then());
        }
        return dials;
    }

    private static List<Mono<Void>> calls(List<TexmlRedis> processes, Function<TexmlRedis, LiveCalls> live) {
        List<Mono<Void>> calls = new ArrayList<>();
        for (TexmlRedis process : processes) {
            LiveCalls its = live.apply(process);
            calls.add(
                    Mono.defer(its::acquire).doOnNext(LiveCalls.Permit::release).then());
        }
        return calls;
    }

    private static void measure(RedisServer server, String name, int atOnce, List<Mono<Void>> processes) {
        for (int round = 0; round < 3; round++) {
            server.commands().configResetstat();
            long begin = System.nanoTime();
            Flux.range(0, DIALS)
                    .flatMap(i -> processes.get(i % processes.size()), atOnce)
                    .blockLast();
            double micros = (System.nanoTime() - begin) / 1_000.0 / DIALS;
            String stats = TexmlRedis.field(server.commands().info("commandstats"), "cmdstat_evalsha");
            String scripts = stats.isEmpty() ? "0" : stats.replaceAll("calls=(\\d+),.*", "$1");
            if (round == 2) {
                System.out.printf(
                        Locale.ROOT, "%s: %.1f us, %.2f scripts%n", name, micros, Double.parseDouble(scripts) / DIALS);
            }
        }
    }
}
