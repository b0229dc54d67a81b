package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.KillArgs;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several JVMs publish what the platform tells, and each hears the events of the calls that it follows. Small in the build; in
 * full size with {@code -Dproof.processes=4 -Dproof.events=100000}.
 */
class EventsOfSeveralProcessesTest {

    private static final int TIMES = 5;

    /** What befalls them five times over. */
    enum Trouble {
        NONE,
        CONNECTIONS_KILLED,
        REDIS_STARTED_AGAIN
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void eachEventIsHeardOnceAndInOrderByTheProcessThatFollowsItsCall(Trouble trouble) throws Exception {
        // Written before it is answered, so that SIGKILL loses nothing: "everysec" puts writing off while it syncs.
        try (RedisServer server =
                        RedisServer.start("--dir", directory.toString(), "--appendonly", "yes", "--appendfsync", "no");
                EventsProof proof = new EventsProof(server)) {
            long begin = System.nanoTime();
            proof.start();
            for (int i = 1; i <= TIMES; i++) {
                proof.awaitPublished(EventsProof.EVENTS * i / (TIMES + 1));
                befall(server, trouble);
            }
            proof.await();
            double seconds = (System.nanoTime() - begin) / 1e9;

            System.out.printf(
                    Locale.ROOT,
                    "%s: %d events by %d processes, each heard by the one that follows its call, %.0f a second%n",
                    trouble,
                    proof.heardInAll(),
                    EventsProof.PROCESSES,
                    proof.heardInAll() / seconds);
            assertThat(proof.problems).isEmpty();
            assertThat(proof.heardInAll()).isEqualTo(EventsProof.EVENTS);
        }
    }

    private static void befall(RedisServer server, Trouble trouble) {
        switch (trouble) {
            case NONE -> {}
            case CONNECTIONS_KILLED ->
                server.commands().clientKill(KillArgs.Builder.typeNormal().skipme());
            case REDIS_STARTED_AGAIN -> {
                server.kill();
                server.startAgain();
            }
        }
    }
}
