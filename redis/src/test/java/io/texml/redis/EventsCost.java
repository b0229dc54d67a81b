package io.texml.redis;

import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackJson;
import io.texml.reactor.callbacks.CallbackEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** What an event costs, on a Redis on loopback and in memory, and what more readers cost; a program for a look, no test. */
final class EventsCost {

    private static final int EVENTS = 20_000;
    private static final int PER_CALL = 5;

    private EventsCost() {}

    public static void main(String[] arguments) throws Exception {
        json();
        for (int atOnce : new int[] {1, 64}) {
            for (int round = 0; round < 2; round++) {
                CallbackEvents memory = CallbackEvents.inMemory();
                long begin = System.nanoTime();
                publish(memory, round, EVENTS, atOnce);
                System.out.printf(
                        Locale.ROOT, "in memory, %d at once: %.0f events a second%n", atOnce, perSecond(EVENTS, begin));
            }
        }
        for (int readers : new int[] {1, 1, 4, 50}) {
            for (int atOnce : new int[] {1, 64}) {
                redis(readers, atOnce);
            }
        }
        System.exit(0);
    }

    private static void json() {
        Callback callback = Callbacks.progress("v3:some-sid-of-a-call-that-is-as-long-as-theirs-are", 1);
        String text = CallbackJson.write(callback);
        for (int round = 0; round < 3; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < EVENTS; i++) {
                text = CallbackJson.write(callback);
            }
            long middle = System.nanoTime();
            for (int i = 0; i < EVENTS; i++) {
                callback = CallbackJson.read(text);
            }
            System.out.printf(
                    Locale.ROOT,
                    "text of %d bytes: %.2f us to write, %.2f us to read%n",
                    text.length(),
                    (middle - begin) / 1e3 / EVENTS,
                    (System.nanoTime() - middle) / 1e3 / EVENTS);
        }
    }

    private static void redis(int readers, int atOnce) throws Exception {
        // One machine reads for all of them here.
        int events = EVENTS / Math.min(readers, 10);
        try (RedisServer server = RedisServer.start();
                TexmlRedis redis = TexmlRedis.connect(server.uri(), "cost")) {
            List<RedisCallbackEvents> processes = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                processes.add(RedisCallbackEvents.of(redis));
            }
            publish(processes.get(0), -1, events, 16);
            server.commands().configResetstat();
            double cpu = cpu(server);
            long begin = System.nanoTime();
            publish(processes.get(0), 0, events, atOnce);
            double published = perSecond(events, begin);
            while (processes.stream().anyMatch(each -> each.load().read() < 2 * events)) {
                Thread.onSpinWait();
            }
            double heard = perSecond(events, begin);
            String stats = server.commands().info("commandstats");
            System.out.printf(
                    Locale.ROOT,
                    "%d readers, %d at once: %.0f events a second published, %.0f heard by all;"
                            + " Redis: %.1f us of CPU and %.0f bytes out for an event, %s bytes of memory for %d%n",
                    readers,
                    atOnce,
                    published,
                    heard,
                    (cpu(server) - cpu) * 1e6 / events,
                    Double.parseDouble(TexmlRedis.field(server.commands().info("stats"), "total_net_output_bytes"))
                            / events,
                    server.commands().memoryUsage(redis.key("events")),
                    server.commands().xlen(redis.key("events")));
            System.out.println(Stream.of("evalsha", "xread")
                    .map(name -> "  " + name + " " + TexmlRedis.field(stats, "cmdstat_" + name))
                    .collect(Collectors.joining("\n")));
            processes.forEach(RedisCallbackEvents::close);
        }
    }

    private static double cpu(RedisServer server) {
        String cpu = server.commands().info("cpu");
        return Double.parseDouble(TexmlRedis.field(cpu, "used_cpu_user"))
                + Double.parseDouble(TexmlRedis.field(cpu, "used_cpu_sys"));
    }

    private static void publish(CallbackEvents events, int round, int count, int atOnce) {
        Flux.range(0, count)
                .flatMap(
                        i -> events.publish(Callbacks.progress(
                                "v3:some-sid-of-a-call-that-is-as-long-as-theirs-" + round + "-" + i / PER_CALL,
                                i % PER_CALL)),
                        atOnce)
                .blockLast(Duration.ofMinutes(5));
    }

    private static double perSecond(int count, long begin) {
        return count / ((System.nanoTime() - begin) / 1e9);
    }
}
