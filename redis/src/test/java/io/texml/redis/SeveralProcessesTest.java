package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several JVMs dial over HTTP, and the simulator counts what arrives. Small in the build; in full size with
 * {@code -Dproof.processes=4 -Dproof.calls=3000 -Dproof.window=5000 -Dproof.live=60 -Dproof.lease=10000}.
 */
@Tag("simulator")
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
        try (Proof proof = new Proof(Duration.ofMillis(200))) {
            proof.start(Proof.PROCESSES, Proof.CALLS, 0);
            proof.awaitDials(Proof.CALLS / 3);
            befall(proof, trouble);
            proof.await();

            List<Instant> arrivals = proof.arrivals();
            report(trouble, arrivals);
            assertThat(Proof.mostInAWindow(arrivals)).isLessThanOrEqualTo(Proof.DIALS);
            assertThat(proof.mostDialsOfANumber()).isOne();
            if (trouble == Trouble.NONE && Proof.CALLS >= 3_000) {
                assertThat(Proof.rateUsed(arrivals)).isGreaterThanOrEqualTo(0.95);
            }
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
                proof.awaitOthers();
                proof.workers.get(0).signal("CONT");
            }
            case REDIS_STARTED_AGAIN -> {
                proof.server.kill();
                proof.server.startAgain();
            }
            case REDIS_PAUSED ->
                proof.server
                        .commands()
                        .clientPause(Proof.LEASE.multipliedBy(3).dividedBy(2).toMillis());
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

    /** Each call lives longer than a lease, so that permits which came free without a look-up would show. */
    @ParameterizedTest
    @EnumSource
    void neverMoreCallsLiveThanTheLimitAndWhatTheGuideNames(Trouble trouble) throws Exception {
        int calls = 2 * Proof.LIVE / Proof.PROCESSES * Proof.PROCESSES;
        boolean ofAProcess = trouble == Trouble.PROCESS_KILLED || trouble == Trouble.PROCESS_STOPPED;
        // Long enough for a busy machine to have all of them live at once.
        try (Proof proof = new Proof(Proof.LEASE.multipliedBy(2).plusMillis(500))) {
            proof.start(Proof.PROCESSES, calls, Proof.LIVE);
            proof.simulator.journal().awaitCallbacks("call-answered", Proof.LIVE, Duration.ofMinutes(1));
            if (trouble == Trouble.PROCESS_STOPPED) {
                proof.workers.get(0).signal("STOP");
                proof.awaitTakeOver();
                proof.workers.get(0).signal("CONT");
            } else {
                befall(proof, trouble);
            }
            if (trouble == Trouble.PROCESS_KILLED) {
                proof.awaitOthers();
            } else {
                proof.await();
            }

            int most = proof.simulator.journal().mostLiveCalls();
            System.out.printf(
                    "%s: at most %d live calls of %d dialled%n",
                    trouble, most, proof.arrivals().size());
            // A process that is stopped or killed in the moment of a dial has one that Redis does not know.
            assertThat(most).isBetween(Proof.LIVE, Proof.LIVE + (ofAProcess ? 1 : 0));
            assertThat(proof.mostDialsOfANumber()).isOne();
            assertThat(proof.wasLookedUpByAnother() || !ofAProcess).isTrue();
            if (trouble != Trouble.PROCESS_KILLED) {
                assertThat(proof.arrivals()).hasSize(calls);
            }
        }
    }
}
