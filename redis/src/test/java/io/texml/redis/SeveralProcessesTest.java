package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several JVMs dial over HTTP, and the simulator counts what arrives. Small in the build; in full size with
 * {@code -Dproof.processes=4 -Dproof.calls=3000 -Dproof.window=5000}.
 */
class SeveralProcessesTest {

    /** What befalls them when a third of the dials has arrived. */
    enum Trouble {
        NONE,
        PROCESS_KILLED,
        PROCESS_STOPPED,
        REDIS_STARTED_AGAIN,
        REDIS_PAUSED,
        REDIS_FULL,
        SCRIPTS_FLUSHED
    }

    @ParameterizedTest
    @EnumSource
    void theServerNeverSeesMoreDialsThanThePaceAllows(Trouble trouble) throws Exception {
        try (Proof proof = new Proof()) {
            proof.start(Proof.PROCESSES, Proof.CALLS, 0);
            proof.awaitDials(Proof.CALLS / 3);
            befall(proof, trouble);
            proof.await();

            List<Instant> arrivals = proof.arrivals();
            report(trouble, arrivals);
            assertThat(Proof.mostInAWindow(arrivals)).isLessThanOrEqualTo(Proof.DIALS);
            assertThat(proof.mostDialsOfANumber()).isOne();
            if (trouble != Trouble.PROCESS_KILLED) {
                assertThat(arrivals).hasSize(Proof.CALLS / Proof.PROCESSES * Proof.PROCESSES);
            }
        }
    }

    private static void report(Trouble trouble, List<Instant> arrivals) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d dials, at most %d in %s, %.1f %% of the rate%n",
                trouble,
                arrivals.size(),
                Proof.mostInAWindow(arrivals),
                Proof.WINDOW,
                100 * Proof.rateUsed(arrivals));
    }

    private static void befall(Proof proof, Trouble trouble) throws Exception {
        switch (trouble) {
            case NONE -> {}
            case PROCESS_KILLED -> proof.workers.get(0).kill();
            case PROCESS_STOPPED -> {
                proof.workers.get(0).signal("STOP");
                for (int i = 1; i < proof.workers.size(); i++) {
                    proof.workers.get(i).await();
                }
                proof.workers.get(0).signal("CONT");
            }
            case REDIS_STARTED_AGAIN -> {
                proof.server.kill();
                proof.server.startAgain();
            }
            case REDIS_PAUSED -> proof.server.commands().clientPause(3_000);
            case REDIS_FULL -> {
                proof.server.commands().configSet("maxmemory", "1");
                while (proof.server.commands().info("errorstats").contains("errorstat_OOM:count=0")
                        || !proof.server.commands().info("errorstats").contains("errorstat_OOM")) {
                    Thread.onSpinWait();
                }
                proof.server.commands().configSet("maxmemory", "0");
            }
            case SCRIPTS_FLUSHED -> proof.server.commands().scriptFlush();
        }
    }

    @Test
    void noMoreCallsLiveThanTheLimitWhileAProcessIsKilled() throws Exception {
        int most = 20;
        try (Proof proof = new Proof()) {
            proof.start(Proof.PROCESSES, Proof.CALLS / 2, most);
            proof.awaitDials(Proof.CALLS / 6);
            proof.workers.get(0).kill();
            for (int i = 1; i < proof.workers.size(); i++) {
                proof.workers.get(i).await();
            }

            assertThat(proof.simulator.journal().mostLiveCalls()).isLessThanOrEqualTo(most);
            assertThat(proof.mostDialsOfANumber()).isOne();
        }
    }
}
