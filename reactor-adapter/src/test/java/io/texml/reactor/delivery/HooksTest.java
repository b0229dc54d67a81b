package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.aCall;
import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.texml.ApiResponse;
import io.texml.DecodingException;
import io.texml.ExchangeObserver;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import io.texml.operation.TexmlRequest;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.CallOutcome;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.ExchangeInstrumentation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What an application hangs into the client may throw, and changes nothing else. */
class HooksTest {

    enum Thrown {
        EXCEPTION {
            @Override
            void now() {
                throw new IllegalStateException("a hook");
            }
        },
        ASSERTION {
            @Override
            void now() {
                throw new AssertionError("a hook");
            }
        },
        LINKAGE {
            @Override
            void now() {
                throw new NoClassDefFoundError("a hook");
            }
        },
        STACK {
            @Override
            void now() {
                throw new StackOverflowError("a hook");
            }
        };

        abstract void now();
    }

    /** 429, 503, then an answer; every other connection is kept. */
    private static FaultServer threeTries() {
        return new FaultServer((number, connection) -> {
            connection.readRequest();
            connection.answer(429, "{}", "Retry-After: 0.01");
            connection.readRequest();
            connection.answer(503, "{}");
            connection.readRequest();
            connection.answer(200, CALL);
            connection.readRequest();
            connection.answer(404, "{}");
            connection.awaitEnd();
        });
    }

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void anObserverThatThrowsInEveryMethodBreaksNoExchangeAndNoOtherObserver(Thrown thrown) throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (FaultServer server = threeTries();
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(1)
                        .observer(new ThrowingObserver(thrown))
                        .observer(new Listening(heard))
                        .build()) {
            assertThat(client.calls().get("v3:call").block(LONG_ENOUGH)).isNotNull();
            failureOf(client.calls().get("v3:gone"));
            client.calls().get("v3:cancelled").subscribe().dispose();

            assertThat(heard)
                    .containsSubsequence("attempt 1", "pause", "retry", "attempt 2", "retry", "attempt 3", "success")
                    .containsSubsequence("success", "attempt 1", "failure", "cancel");
            assertThat(client.load().underWay()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void anInstrumentationThatThrowsFailsItsExchangeWithATypedErrorAndNoBulkWithIt(Thrown thrown) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> connection.readRequest());
                TexmlClient client = Clients.at(server.baseUrl())
                        .instrumentation(new ThrowingInstrumentation(thrown))
                        .build()) {
            TexmlException failure = failureOf(dial(client));
            List<CallOutcome> outcomes = client.calls()
                    .createEach(Flux.range(0, 3).map(i -> aCall()))
                    .collectList()
                    .block(LONG_ENOUGH);

            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(outcomes).hasSize(3).noneMatch(CallOutcome::isCreated).noneMatch(CallOutcome::outcomeUnknown);
            assertThat(server.requests()).isEmpty();
        }
    }

    /** After a failure of unknown outcome it came back without an end, and dialled each time. */
    @Test
    void anInstrumentationThatRetriesDialsOnceAndReadsAgain() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(number == 2 ? 200 : 500, CALL, "Connection: close");
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .retryPolicy(RetryPolicy.never())
                        .instrumentation(new Retrying())
                        .build()) {
            assertThat(client.calls().get("v3:call").block(LONG_ENOUGH)).isNotNull();
            assertThat(server.requests()).hasSize(2);

            TexmlException failure = failureOf(dial(client));
            List<CallOutcome> outcomes = client.calls()
                    .createEach(Flux.range(0, 3).map(i -> aCall()))
                    .collectList()
                    .block(LONG_ENOUGH);

            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure).hasMessageContaining("instrumentation");
            assertThat(outcomes).hasSize(3).allMatch(CallOutcome::outcomeUnknown);
            assertThat(server.requests()).as("one more for each dial").hasSize(6);
            assertThat(client.load().underWay()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void aPaceThatThrowsWhenASlotIsUsedKeepsTheDialFromBeingWritten(Thrown thrown) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> connection.readRequest());
                TexmlClient client = Clients.at(server.baseUrl())
                        .dialPace(new BrokenPace(thrown))
                        .build()) {
            TransportException failure = (TransportException) failureOf(dial(client));

            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure.attempts()).isEqualTo(4);
            assertThat(server.requests()).isEmpty();
            assertThat(client.load().underWay()).isZero();
            assertThat(client.load().waiting()).isZero();
        }
    }

    /** A codec that throws while the answer is read. */
    public record Exploding(String sid) {
        public Exploding {
            Thrown.valueOf(sid).now();
        }
    }

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void aTypeThatThrowsWhileItIsReadIsAnAnswerThatCannotBeRead(Thrown thrown) throws Exception {
        Operation<Exploding> operation = Operation.builder(
                        "test.create", HttpMethod.POST, "/create", ResponseType.of(Exploding.class))
                .safety(Safety.CREATING)
                .build();
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        connection.readRequest();
                        connection.answer(200, "{\"sid\":\"" + thrown + "\"}");
                    }
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxConnections(1).build()) {
            TexmlException failure = failureOf(client.execute(TexmlRequest.of(operation)));

            assertThat(failure).isInstanceOf(DecodingException.class);
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(server.requests()).hasSize(1);
            assertThat(client.load().underWay()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theContextOfTheSubscriberIsThereWhereTheRequestIsWritten(boolean bulk) throws Exception {
        List<Object> seen = new CopyOnWriteArrayList<>();
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(429, "{}", "Retry-After: 0");
                    connection.readRequest();
                    connection.answer(200, CREATED);
                    connection.awaitEnd();
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(1)
                        .customizeHttpClient(http -> http.doOnRequest((request, connection) ->
                                seen.add(request.currentContextView().getOrDefault("trace", "none"))))
                        .build()) {
            Mono<?> dialled = bulk
                    ? client.calls()
                            .createEach(Mono.fromSupplier(Clients::aCall))
                            .next()
                    : dial(client);

            dialled.contextWrite(context -> context.put("trace", "abc")).block(LONG_ENOUGH);

            assertThat(seen).containsExactly("abc", "abc");
        }
    }

    private static TexmlException failureOf(Mono<?> mono) {
        TexmlException failure = catchThrowableOfType(TexmlException.class, () -> mono.block(LONG_ENOUGH));
        assertThat(failure).isNotNull();
        return failure;
    }

    private record ThrowingInstrumentation(Thrown thrown) implements ExchangeInstrumentation {
        @Override
        public <R> Mono<ApiResponse<R>> instrument(Operation<R> operation, Mono<ApiResponse<R>> exchange) {
            thrown.now();
            return exchange;
        }
    }

    private static final class Retrying implements ExchangeInstrumentation {
        @Override
        public <R> Mono<ApiResponse<R>> instrument(Operation<R> operation, Mono<ApiResponse<R>> exchange) {
            return exchange.retry();
        }
    }

    private record BrokenPace(Thrown thrown) implements DialPace {

        @Override
        public Mono<Slot> acquire() {
            return Mono.just(new Slot() {
                @Override
                public void use() {
                    thrown.now();
                }

                @Override
                public void settled() {
                    thrown.now();
                }

                @Override
                public void giveBack() {
                    thrown.now();
                }
            });
        }

        @Override
        public Duration pause(Duration retryAfter) {
            return Duration.ZERO;
        }
    }

    private record ThrowingObserver(Thrown thrown) implements ExchangeObserver {
        @Override
        public void onAttempt(String operationId, int attempt) {
            thrown.now();
        }

        @Override
        public void onRetry(TexmlException failure, Duration delay) {
            thrown.now();
        }

        @Override
        public void onSuccess(String operationId, int status, int attempts, Duration elapsed) {
            thrown.now();
        }

        @Override
        public void onFailure(TexmlException failure, Duration elapsed) {
            thrown.now();
        }

        @Override
        public void onCancel(String operationId, Duration elapsed) {
            thrown.now();
        }

        @Override
        public void onPause(Pause pause, Duration length) {
            thrown.now();
        }
    }

    private record Listening(List<String> heard) implements ExchangeObserver {
        @Override
        public void onAttempt(String operationId, int attempt) {
            heard.add("attempt " + attempt);
        }

        @Override
        public void onRetry(TexmlException failure, Duration delay) {
            heard.add("retry");
        }

        @Override
        public void onSuccess(String operationId, int status, int attempts, Duration elapsed) {
            heard.add("success");
        }

        @Override
        public void onFailure(TexmlException failure, Duration elapsed) {
            heard.add("failure");
        }

        @Override
        public void onCancel(String operationId, Duration elapsed) {
            heard.add("cancel");
        }

        @Override
        public void onPause(Pause pause, Duration length) {
            heard.add("pause");
        }
    }
}
