package io.texml.benchmarks.run;

import io.texml.benchmarks.server.Scenario;
import java.util.List;
import java.util.Map;

/** W3: a list of a million items for a slow consumer in little memory, and what reading ahead gains. */
final class HeapWorkload {

    static final List<String> HEAPS = List.of("64m", "16m", "12m");
    private static final int ITEMS = 1_000_000;
    private static final int ITEMS_PER_PAUSE = 1_000;
    private static final int PAUSE_MICROS = 1_000;
    private static final List<Contenders> ALL =
            List.of(Contenders.RECORDS, Contenders.TEXML, Contenders.WEBCLIENT, Contenders.TWILIO);

    private HeapWorkload() {}

    static void run(Launcher launcher, int port, Results results, Effort effort) {
        String account = Scenario.list(ITEMS, 1_000).sid();
        for (int round = 0; round < (effort.peersEverywhere() ? 3 : 2); round++) {
            for (String heap : HEAPS) {
                for (Contenders contender : ALL) {
                    boolean peer = contender != Contenders.TEXML;
                    if (peer && !effort.peersEverywhere() && (round > 0 || heap.equals("16m"))) {
                        continue;
                    }
                    Results.Row row = new Results.Row("W3", "heap " + heap, contender.name());
                    try (JvmProcess process = launcher.client(contender, List.of("-Xmx" + heap), port)) {
                        Map<String, String> answer =
                                process.tell("slow " + account + " " + ITEMS_PER_PAUSE + " " + PAUSE_MICROS);
                        results.record(row, answer);
                    }
                    System.out.println("W3, " + heap + ", " + contender.title() + ": " + results.summary(row));
                }
            }
        }
    }

    /** Server and consumer take 20 ms for each page. */
    static void runReadAhead(Launcher launcher, int port, Results results, Effort effort) {
        String account = new Scenario(5_000, 100, 20, 0).sid();
        try (JvmProcess process = launcher.client(Contenders.TEXML, "256m", port)) {
            for (int round = -1; round < Math.min(3, effort.rounds()); round++) {
                for (int ahead = 0; ahead < 2; ahead++) {
                    Map<String, String> answer = process.tell("ahead " + account + " 100 20000 " + ahead);
                    if (round >= 0) {
                        results.record(
                                new Results.Row("W3", "reading " + ahead + " ahead", Contenders.TEXML.name()), answer);
                    }
                }
            }
        }
        System.out.println("W3, reading ahead: "
                + results.summary(new Results.Row("W3", "reading 0 ahead", Contenders.TEXML.name())) + " / "
                + results.summary(new Results.Row("W3", "reading 1 ahead", Contenders.TEXML.name())));
    }
}
