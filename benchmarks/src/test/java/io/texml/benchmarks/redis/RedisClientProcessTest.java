package io.texml.benchmarks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.redis.RedisServer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisClientProcessTest {

    private static RedisServer server;
    private static RedisClientProcess process;

    @BeforeAll
    static void connect() {
        server = RedisServer.start();
        process = new RedisClientProcess(server.port());
        // A script that Redis does not have yet is sent twice.
        measure("slot", OnRedis.class, 1, 1);
        measure("permit", OnRedis.class, 1, 1);
    }

    @AfterAll
    static void close() {
        // A server that is missing skips the tests before there is anything to close.
        if (process != null) {
            process.close();
            server.close();
        }
    }

    @Test
    void aSlotAndAPermitCostOneAwaitedScriptAndOneThatNobodyAwaits() {
        for (String right : new String[] {"slot", "permit"}) {
            assertThat(measure(right, OnRedis.class, 50, 1))
                    .containsEntry("requests", 50.0)
                    .containsEntry("awaited", 50.0)
                    .containsEntry("beside", 50.0);
        }
    }

    @Test
    void manyThatWaitShareAwaitedScripts() {
        Map<String, Double> measured = measure("slot", OnRedis.class, 200, 16);

        assertThat(measured).containsEntry("beside", 200.0);
        assertThat(measured.get("awaited")).isPositive().isLessThan(200);
    }

    @Test
    void byHandEachDialAwaitsAScriptOfItsOwn() {
        assertThat(measure("slot", ByHand.class, 200, 16))
                .containsEntry("awaited", 200.0)
                .containsEntry("beside", 0.0);
    }

    @Test
    void inMemoryNothingIsAskedOfRedis() {
        assertThat(measure("slot", InOneProcess.class, 50, 1)).containsEntry("awaited", 0.0);
        assertThat(measure("permit", InOneProcess.class, 50, 1)).containsEntry("awaited", 0.0);
    }

    @Test
    void whoWaitsForThePaceGetsItsSlotEachWay() {
        for (Class<?> how : new Class<?>[] {InOneProcess.class, OnRedis.class, ByHand.class}) {
            assertThat(measure("paced", how, Coordination.DIALS + 10, 64).get("wall"))
                    .as(how.getSimpleName())
                    .isGreaterThan(Coordination.WINDOW.toNanos());
        }
    }

    @Test
    void eventsAreHeardInEveryProcess() {
        for (Class<?> how : new Class<?>[] {InOneProcess.class, OnRedis.class}) {
            String[] command = {"events", how.getName(), "4", "5", "2", "3"};

            assertThat(values(process.carryOut(command))).containsEntry("requests", 20.0);
        }
    }

    private static Map<String, Double> measure(String right, Class<?> how, int count, int waiting) {
        String[] command = {right, how.getName(), String.valueOf(count), String.valueOf(waiting)};
        return values(process.carryOut(command));
    }

    private static Map<String, Double> values(String answer) {
        return Stream.of(answer.split(" ", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1])));
    }
}
