package io.texml.reactor.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.texml.ApiException;
import io.texml.reactor.LogLines;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.internal.HookErrors;
import io.texml.reactor.spi.SharedRateLimit;
import io.texml.reactor.spi.SharedRateLimit.Pause;
import io.texml.reactor.spi.SharedRateLimit.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What one client of an account learns of the rate limit, the others know. */
class SharedRateLimitTest {

    private final SharedRateLimit shared = SharedRateLimit.inMemory();

    @Test
    void aRefusalOfOnePausesTheOther() throws Exception {
        try (FaultServer server = answering(429, "retry-after: 30");
                TexmlClient one = at(server, shared);
                TexmlClient other = at(server, shared)) {
            refuse(one);

            assertThat(other.rateLimit().pausedFor()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
        }
    }

    @Test
    void aWindowThatOneSawUsedUpIsUsedUpForTheOther() throws Exception {
        try (FaultServer server = answering(200, "x-ratelimit-remaining: 0", "x-ratelimit-reset: 20");
                TexmlClient one = at(server, shared);
                TexmlClient other = at(server, shared)) {
            one.calls().get("v3:call").block(Clients.LONG_ENOUGH);

            assertThat(other.rateLimit().pausedFor()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20));
            assertThat(other.rateLimit().remaining()).isZero();
        }
    }

    @Test
    void clientsThatShareNothingDoNotHearOfIt() throws Exception {
        try (FaultServer server = answering(429, "retry-after: 30");
                TexmlClient one = Clients.at(server.baseUrl()).build();
                TexmlClient other = Clients.at(server.baseUrl()).build()) {
            refuse(one);

            assertThat(other.rateLimit().pausedFor()).isZero();
        }
    }

    @Test
    void whoDoesNotObeyRateLimitsNeitherTellsNorListens() throws Exception {
        Telling telling = new Telling(Flux.never());
        try (FaultServer server = answering(429, "retry-after: 30");
                TexmlClient free = Clients.at(server.baseUrl())
                        .obeyRateLimits(false)
                        .sharedRateLimit(telling)
                        .build()) {
            refuse(free);

            assertThat(telling.told).isEmpty();
            assertThat(telling.listeners).isEmpty();
        }
    }

    @Test
    void aPauseIsToldOnceHoweverOftenItIsHeard() throws Exception {
        List<Pause> told = new CopyOnWriteArrayList<>();
        shared.pauses().subscribe(told::add);
        try (FaultServer server = answering(429, "retry-after: 30");
                TexmlClient one = at(server, shared);
                TexmlClient other = at(server, shared)) {
            refuse(one);

            assertThat(told).singleElement().satisfies(pause -> {
                assertThat(pause.reason()).isEqualTo(Reason.REFUSED);
                assertThat(pause.length()).isEqualTo(Duration.ofSeconds(30));
            });
            assertThat(other.rateLimit().pausedFor()).isPositive();
        }
    }

    @Test
    void aClosedClientListensNoMore() throws Exception {
        Telling telling = new Telling(Flux.never());
        try (FaultServer server = answering(200);
                TexmlClient client = at(server, telling)) {
            assertThat(telling.listeners).hasSize(1);

            client.close();

            assertThat(telling.listeners).isEmpty();
        }
    }

    static Stream<Throwable> hookErrors() {
        return HookErrors.all();
    }

    @ParameterizedTest
    @MethodSource("hookErrors")
    void whatItThrowsCostsTheRequestNothing(Throwable thrown) throws Exception {
        SharedRateLimit throwing = new SharedRateLimit() {
            @Override
            public void tell(Pause pause) {
                HookErrors.sneak(thrown);
            }

            @Override
            public Flux<Pause> pauses() {
                return Flux.never();
            }
        };
        try (LogLines log = new LogLines("io.texml.request", Level.WARN);
                FaultServer server = answering(429, "retry-after: 30");
                TexmlClient client = at(server, throwing)) {
            refuse(client);

            Waiting.until("the permit is back", () -> client.load().underWay() == 0);
            assertThat(log.lines()).anyMatch(line -> line.contains("the shared rate limit threw"));
        }
    }

    @Test
    void oneThatFailsLeavesTheClientAlone() throws Exception {
        try (LogLines log = new LogLines("io.texml.request", Level.WARN);
                FaultServer server = answering(200);
                TexmlClient client = at(server, new Telling(Flux.error(new IllegalStateException("gone"))))) {
            StepVerifier.create(client.calls().get("v3:call"))
                    .expectNextCount(1)
                    .verifyComplete();

            assertThat(log.lines()).anyMatch(line -> line.contains("goes on alone"));
        }
    }

    @ParameterizedTest
    @MethodSource("hookErrors")
    void oneThatCannotBeListenedToLeavesTheClientAlone(Throwable thrown) throws Exception {
        SharedRateLimit throwing = new SharedRateLimit() {
            @Override
            public void tell(Pause pause) {}

            @Override
            public Flux<Pause> pauses() {
                return HookErrors.sneak(thrown);
            }
        };
        try (LogLines log = new LogLines("io.texml.request", Level.WARN);
                FaultServer server = answering(200);
                TexmlClient client = at(server, throwing)) {
            StepVerifier.create(client.calls().get("v3:call"))
                    .expectNextCount(1)
                    .verifyComplete();

            assertThat(log.lines()).anyMatch(line -> line.contains("goes on alone"));
        }
    }

    private static TexmlClient at(FaultServer server, SharedRateLimit shared) {
        return Clients.at(server.baseUrl()).sharedRateLimit(shared).build();
    }

    /** The pause is longer than the total timeout, so it is not retried. */
    private static void refuse(TexmlClient client) {
        StepVerifier.create(client.calls().get("v3:call"))
                .expectError(ApiException.class)
                .verify(Clients.LONG_ENOUGH);
    }

    private static FaultServer answering(int status, String... headers) throws Exception {
        return new FaultServer((number, connection) -> {
            while (true) {
                connection.readRequest();
                connection.answer(status, Clients.CALL, headers);
            }
        });
    }

    /** Keeps what it is told, and who listens. */
    private static final class Telling implements SharedRateLimit {

        private final List<Pause> told = new CopyOnWriteArrayList<>();
        private final List<Object> listeners = new CopyOnWriteArrayList<>();
        private final Flux<Pause> pauses;

        Telling(Flux<Pause> pauses) {
            this.pauses = pauses;
        }

        @Override
        public void tell(Pause pause) {
            told.add(pause);
        }

        @Override
        public Flux<Pause> pauses() {
            return pauses.doOnSubscribe(listeners::add).doOnCancel(listeners::clear);
        }
    }
}
