package io.texml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.benchmarks.client.ClientProcess;
import io.texml.benchmarks.contender.Contender;
import io.texml.benchmarks.run.Contenders;
import io.texml.benchmarks.server.BenchmarkServer;
import io.texml.benchmarks.server.Scenario;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContendersTest {

    /** Those that speak HTTP, in a JVM. */
    static Stream<Contenders> contenders() {
        return Stream.of(Contenders.values())
                .filter(which -> which.type().startsWith("io.texml.benchmarks.contender."));
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void everyContenderReadsTheWholeList(Contenders which) {
        try (BenchmarkServer server = BenchmarkServer.start();
                Contender contender = ClientProcess.make(which.type(), server.port())) {
            assertThat(contender.list(new Scenario(60, 20, 1, 2).sid())).isEqualTo(60);
        }
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void everyContenderThatDialsIsAnswered(Contenders which) throws Exception {
        try (BenchmarkServer server = BenchmarkServer.start();
                Contender contender = ClientProcess.make(which.type(), server.port())) {
            CompletableFuture<String> end = new CompletableFuture<>();
            contender.create(Scenario.create(1).sid(), failure -> end.complete(String.valueOf(failure)));

            assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("null");
        }
    }
}
