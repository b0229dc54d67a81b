package io.texml.benchmarks.run;

import io.texml.benchmarks.run.Rounds.Entrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Contenders that live side by side; the one whose turn it is works, the others wait. */
final class Entrants implements AutoCloseable {

    private final List<Entrant> all = new ArrayList<>();

    private Entrants() {}

    static Entrants start(Launcher launcher, int port, String heap, List<Contenders> contenders) {
        Entrants entrants = new Entrants();
        for (Contenders contender : contenders) {
            entrants.all.add(new Entrant(contender, launcher.client(contender, heap, port)));
        }
        return entrants;
    }

    List<Entrant> all() {
        return all;
    }

    List<Entrant> only(Contenders... contenders) {
        List<Contenders> wanted = Arrays.asList(contenders);
        return all.stream()
                .filter(entrant -> wanted.contains(entrant.contender()))
                .toList();
    }

    @Override
    public void close() {
        all.forEach(entrant -> entrant.process().close());
    }
}
