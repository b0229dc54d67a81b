package io.texml.benchmarks.run;

import io.texml.benchmarks.run.Rounds.Entrant;
import io.texml.benchmarks.server.Scenario;
import java.util.ArrayList;
import java.util.List;

/** W1 and W1r: a list of 100,000 calls to its last item, typed and raw. */
final class ListWorkload {

    static final int ITEMS = 100_000;
    private static final List<Contenders> ALL = List.of(
            Contenders.BYTES,
            Contenders.TOKENS,
            Contenders.RECORDS,
            Contenders.TEXML,
            Contenders.WEBCLIENT,
            Contenders.OKHTTP,
            Contenders.JDK,
            Contenders.TWILIO);

    private ListWorkload() {}

    static String variant(int pageSize) {
        return "pages of " + pageSize;
    }

    static void run(Launcher launcher, int port, Rounds rounds, Effort effort) {
        try (Entrants entrants = Entrants.start(launcher, port, "512m", ALL)) {
            for (int pageSize : new int[] {1000, 50}) {
                String account = Scenario.list(ITEMS, pageSize).sid();
                rounds.run(
                        "W1",
                        variant(pageSize),
                        "list " + account,
                        entrants.all(),
                        // Few pages warm the decoding only, many pages the requests.
                        3 * effort.warmUps(),
                        effort.rounds());
            }
            List<Entrant> raw = new ArrayList<>(entrants.only(Contenders.BYTES, Contenders.TEXML));
            for (int pageSize : new int[] {1000, 50}) {
                String account = Scenario.list(ITEMS, pageSize).sid();
                rounds.run("W1r", variant(pageSize), "raw " + account, raw, 4 * effort.warmUps(), effort.rounds());
            }
        }
    }
}
