package io.texml.benchmarks.run;

import io.texml.benchmarks.run.Rounds.Entrant;
import java.util.List;

/**
 * What a dial's slot, a live call's permit and an event cost on a Redis, beside the same in one process, and a slot beside what
 * a user would write by hand. All live in one process and work in turn.
 */
final class RedisWorkload {

    static final String WORKLOAD = "redis";
    static final int[] WAITING = {1, 16, 256};
    static final String PACED = "slot, 256 dials waiting, 150 in 50 ms";
    static final String EVENTS = "event, 64 calls at once";

    private static final List<Contenders> LIBRARY = List.of(Contenders.IN_ONE_PROCESS, Contenders.REDIS);
    private static final List<Contenders> WITH_BY_HAND =
            List.of(Contenders.IN_ONE_PROCESS, Contenders.REDIS, Contenders.REDIS_BY_HAND);

    private RedisWorkload() {}

    static String slot(int waiting) {
        return "slot, " + waiting + (waiting == 1 ? " dial" : " dials") + " waiting";
    }

    static String permit(int waiting) {
        return "permit, " + waiting + (waiting == 1 ? " dial" : " dials") + " waiting";
    }

    static String aloneIn(int processes) {
        return "event alone, heard in " + processes + (processes == 1 ? " process" : " processes");
    }

    static void run(Launcher launcher, Rounds rounds, Results results, Effort effort) {
        if (launcher.redisVersion().isEmpty()) {
            System.out.println("redis: left out, as there is no redis-server");
            results.fail(
                    new Results.Row(WORKLOAD, slot(WAITING[0]), Contenders.REDIS.name()), "there is no redis-server");
            return;
        }
        try (JvmProcess redis = launcher.redis();
                JvmProcess client = launcher.redisClient(redis.port())) {
            Case all = new Case(client, rounds, effort);
            // The code is the same in every case; it is warm soonest where many wait.
            all.run(slot(256), "slot %s %d 256", 5_000, 2 * effort.warmUps(), WITH_BY_HAND);
            all.run(slot(16), "slot %s %d 16", 5_000, effort.warmUps(), WITH_BY_HAND);
            all.run(slot(1), "slot %s %d 1", 1_000, effort.warmUps(), WITH_BY_HAND);
            all.run(PACED, "paced %s %d 256", 1_500, 1, WITH_BY_HAND);
            all.run(permit(256), "permit %s %d 256", 5_000, effort.warmUps(), LIBRARY);
            all.run(permit(16), "permit %s %d 16", 2_000, effort.warmUps(), LIBRARY);
            all.run(permit(1), "permit %s %d 1", 1_000, effort.warmUps(), LIBRARY);
            all.run(EVENTS, "events %s %d 5 64 1", 1_000, 2 * effort.warmUps(), LIBRARY);
            all.run(aloneIn(1), "events %s %d 1 1 1", 1_000, effort.warmUps(), LIBRARY);
            int processes = 1 + RedisTables.FURTHER;
            all.run(
                    aloneIn(processes),
                    "events %s %d 1 1 " + processes,
                    300,
                    effort.warmUps(),
                    List.of(Contenders.REDIS));
        }
    }

    private record Case(JvmProcess client, Rounds rounds, Effort effort) {

        /** @param command takes the class and how many */
        void run(String variant, String command, int count, int warmUps, List<Contenders> contenders) {
            rounds.run(
                    WORKLOAD,
                    variant,
                    contender -> String.format(command, contender.type(), count),
                    contenders.stream()
                            .map(contender -> new Entrant(contender, client))
                            .toList(),
                    warmUps,
                    // What waits for a pace takes its time and spreads little.
                    variant.equals(PACED) ? Math.min(3, effort.rounds()) : effort.rounds());
        }
    }
}
