package io.texml.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lets contenders that live side by side do the same work in turn, round after round. */
final class Rounds {

    private final Results results;

    Rounds(Results results) {
        this.results = results;
    }

    /** One contender in its process. */
    record Entrant(Contenders contender, JvmProcess process) {}

    /** @param warmUps rounds that are thrown away first */
    void run(String workload, String variant, String command, List<Entrant> entrants, int warmUps, int rounds) {
        run(workload, variant, contender -> command, entrants, warmUps, rounds);
    }

    /** The same with a command for each, for the case that one is too slow for what the others do. */
    void run(
            String workload,
            String variant,
            Function<Contenders, String> command,
            List<Entrant> entrants,
            int warmUps,
            int rounds) {
        List<Entrant> alive = new ArrayList<>(entrants);
        for (int round = -warmUps; round < rounds; round++) {
            // Another one begins each time, so that nobody always runs after the same neighbour.
            for (int i = 0; i < alive.size(); i++) {
                Entrant entrant = alive.get(Math.floorMod(i + round, alive.size()));
                Results.Row row =
                        new Results.Row(workload, variant, entrant.contender().name());
                Map<String, String> answer = entrant.process().tell(command.apply(entrant.contender()));
                if (round >= 0 || answer.containsKey("failed")) {
                    results.record(row, answer);
                }
            }
            alive.removeIf(entrant -> results.failures()
                    .containsKey(new Results.Row(
                            workload, variant, entrant.contender().name())));
        }
        System.out.println(workload + ", " + variant);
        for (Entrant entrant : entrants) {
            Results.Row row =
                    new Results.Row(workload, variant, entrant.contender().name());
            System.out.println("  " + entrant.contender().title() + ": " + results.summary(row));
        }
    }
}
