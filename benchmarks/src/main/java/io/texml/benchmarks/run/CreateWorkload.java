package io.texml.benchmarks.run;

import io.texml.benchmarks.server.Scenario;
import java.util.List;

/** W2: dialling by many callers at once, without pacing. W5: the same with the guarantees and without them. */
final class CreateWorkload {

    static final int[] CALLERS = {64, 512, 2000};
    private static final List<Contenders> ALL = List.of(
            Contenders.BYTES,
            Contenders.TEXML,
            Contenders.WEBCLIENT,
            Contenders.OKHTTP,
            Contenders.JDK,
            Contenders.TWILIO);

    private CreateWorkload() {}

    static String variant(int callers, int delayMillis) {
        return callers + " callers, " + delayMillis + " ms";
    }

    static void run(Launcher launcher, int port, Rounds rounds, Effort effort) {
        try (Entrants entrants = Entrants.start(launcher, port, "512m", ALL)) {
            for (int delayMillis : new int[] {0, 20}) {
                for (int callers : CALLERS) {
                    boolean everybody = effort.peersEverywhere() || (callers == 512 && delayMillis == 0);
                    // Few callers on a slow server take long for little: 64 of them end 3,200 requests a second.
                    int requests = delayMillis > 0 && callers < 500 ? effort.requests() / 4 : effort.requests();
                    rounds.run(
                            "W2",
                            variant(callers, delayMillis),
                            contender -> command(
                                    callers, delayMillis, contender == Contenders.JDK ? requests / 5 : requests),
                            everybody ? entrants.all() : entrants.only(Contenders.BYTES, Contenders.TEXML),
                            // The code is the same in every case, but warm only after the first one, and that of the
                            // peers has only one.
                            isFirst(callers, delayMillis)
                                    ? 4 * effort.warmUps()
                                    : everybody ? 2 * effort.warmUps() : effort.warmUps(),
                            delayMillis > 0 ? Math.min(3, effort.rounds()) : effort.rounds());
                }
            }
        }
    }

    private static boolean isFirst(int callers, int delayMillis) {
        return callers == CALLERS[0] && delayMillis == 0;
    }

    static void runGuarantees(Launcher launcher, int port, Rounds rounds, Effort effort) {
        try (Entrants entrants = Entrants.start(
                launcher, port, "512m", List.of(Contenders.TEXML_BARE, Contenders.TEXML, Contenders.TEXML_OBSERVED))) {
            rounds.run(
                    "W5",
                    variant(512, 0),
                    command(512, 0, effort.requests()),
                    entrants.all(),
                    4 * effort.warmUps(),
                    effort.rounds() + 2);
        }
    }

    private static String command(int callers, int delayMillis, int requests) {
        return "create " + Scenario.create(delayMillis).sid() + " " + requests + " " + callers;
    }
}
