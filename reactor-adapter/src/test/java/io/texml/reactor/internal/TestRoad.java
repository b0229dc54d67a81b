package io.texml.reactor.internal;

import io.texml.ApiError;
import io.texml.ApiException;
import io.texml.ApiResponse;
import io.texml.DecodingException;
import io.texml.ExchangeObserver;
import io.texml.Headers;
import io.texml.RequestOptions;
import io.texml.TransportException;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Pacing;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import io.texml.policy.Failure;
import io.texml.policy.RetryAfter;
import io.texml.policy.RetryBudget;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.DialPace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The road of an exchange in virtual time, with a wire that the test holds in its hands. */
final class TestRoad {

    static final Duration TOTAL = Duration.ofSeconds(60);
    static final Duration MAX_WAIT = Duration.ofSeconds(30);

    final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    final Timer timer = Timer.of(clock);
    final Wire wire = new Wire();
    final RetryBudget budget = new RetryBudget(RetryBudget.DEFAULT_CAPACITY);
    final List<String> pauses = new ArrayList<>();
    final AdmissionGate gate;
    final AdmissionStage admission;
    private final Stage road;

    TestRoad(int maxConcurrency, int maxWaiting) {
        this(maxConcurrency, maxWaiting, null);
    }

    TestRoad(int maxConcurrency, int maxWaiting, DialPace pace) {
        this.gate = new AdmissionGate(maxConcurrency, maxWaiting, true, timer, timer);
        Observers observers = new Observers(List.of(new ExchangeObserver() {
            @Override
            public void onPause(Pause pause, Duration length) {
                pauses.add(pause + " " + length);
            }
        }));
        this.admission = new AdmissionStage(wire, gate, pace, MAX_WAIT, observers, timer);
        // No jitter: a base of zero.
        RetryPolicy policy = new RetryPolicy(4, Duration.ZERO, Duration.ZERO);
        this.road = new DeadlineStage(
                new RetryStage(admission, policy, budget, observers, timer, admission.closing()), timer);
    }

    static TestRoad withPace(int maxConcurrency, int dials, Duration window) {
        PaceInVirtualTime pace = new PaceInVirtualTime();
        TestRoad road = new TestRoad(maxConcurrency, 10_000, pace);
        pace.real = new RollingDialPace(dials, window, road.timer);
        return road;
    }

    /** A pace that is there before the clock it keeps to. */
    private static final class PaceInVirtualTime implements DialPace {

        private RollingDialPace real;

        @Override
        public Mono<Slot> acquire() {
            return real.acquire();
        }

        @Override
        public Duration leastWait() {
            return real.leastWait();
        }

        @Override
        public Duration pause(Duration retryAfter) {
            return real.pause(retryAfter);
        }
    }

    void close() {
        admission.close();
    }

    Exchange<String> exchange(Safety safety) {
        return exchange(safety, Pacing.NONE, TOTAL);
    }

    Exchange<String> exchange(Safety safety, Pacing pacing, Duration total) {
        Operation<String> operation = Operation.builder(
                        "test." + safety, HttpMethod.POST, "/test", ResponseType.of(String.class))
                .pacing(pacing)
                .build();
        EncodedRequest request = new EncodedRequest("/test", null, new byte[0]);
        return new Exchange<>(operation, safety, request, RequestOptions.none(), total, timer.nanos());
    }

    /** The whole road. */
    Mono<String> send(Exchange<String> exchange) {
        return answer(exchange).map(ApiResponse::body);
    }

    Mono<ApiResponse<String>> answer(Exchange<String> exchange) {
        return road.exchange(exchange);
    }

    /** A bulk's way to here. */
    BulkFlux.Road<Integer, String> bulk(Function<Exchange<String>, Mono<ApiResponse<String>>> sending) {
        return new BulkFlux.Road<>() {
            @Override
            public Mono<Void> opening() {
                return Mono.empty();
            }

            @Override
            public Exchange<String> exchange(Integer request) {
                return TestRoad.this.exchange(Safety.CREATING, Pacing.DIAL, TOTAL);
            }

            @Override
            public Mono<ApiResponse<String>> send(Exchange<String> exchange) {
                return sending.apply(exchange);
            }
        };
    }

    Mono<String> send(Safety safety) {
        return Mono.defer(() -> send(exchange(safety)));
    }

    Mono<String> dial() {
        return dial(TOTAL);
    }

    Mono<String> dial(Duration total) {
        return Mono.defer(() -> send(exchange(Safety.CREATING, Pacing.DIAL, total)));
    }

    void advance(Duration time) {
        clock.advanceTimeBy(time);
    }

    /** Where attempts arrive that are let through; unless the test says otherwise they are written at once. */
    static final class Wire implements Stage {

        final List<Flight> flights = new ArrayList<>();
        boolean answersAtOnce;
        boolean connectsSlowly;
        Consumer<Flight> whenWritten = flight -> {};

        @Override
        public <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange) {
            return Mono.create(sink -> {
                Flight flight = new Flight(exchange, sink);
                if (!answersAtOnce) {
                    flights.add(flight);
                }
                sink.onCancel(() -> flight.cancelled = true);
                if (!connectsSlowly) {
                    flight.write();
                    whenWritten.accept(flight);
                }
                if (answersAtOnce) {
                    flight.answer("at once");
                }
            });
        }

        Flight last() {
            return flights.get(flights.size() - 1);
        }
    }

    /** One attempt on the wire. */
    static final class Flight {

        private final Exchange<?> exchange;
        private final MonoSink<?> sink;
        boolean cancelled;
        boolean over;

        Flight(Exchange<?> exchange, MonoSink<?> sink) {
            this.exchange = exchange;
            this.sink = sink;
            sink.onDispose(() -> over = true);
        }

        boolean write() {
            boolean written = exchange.beginToSend();
            if (!written) {
                sink.error(new CancellationException());
            }
            return written;
        }

        void answer(String body, String... headers) {
            @SuppressWarnings("unchecked")
            MonoSink<Object> answers = (MonoSink<Object>) sink;
            answers.success(new ApiResponse<>(200, headers(headers), exchange.attempts(), body));
        }

        void refuse(int status, String... headers) {
            refuseWithCode(status, "10011", headers);
        }

        void refuseWithCode(int status, String code, String... headers) {
            if (Failure.kindOf(status).isAmbiguous()) {
                exchange.markAmbiguous();
            }
            Headers all = headers(headers);
            sink.error(ApiException.of(
                    exchange.details(null, RetryAfter.from(status, all::first, Instant.EPOCH)),
                    status,
                    all,
                    List.of(new ApiError(code, null, null, null, null)),
                    ""));
        }

        /** An answer that cannot be read. */
        void garble(String... headers) {
            exchange.markAmbiguous();
            sink.error(new DecodingException("garbled", exchange.details(), 200, headers(headers)));
        }

        void breakOff() {
            exchange.markAmbiguous();
            sink.error(new TransportException(
                    TransportException.Phase.SENT, "it broke", exchange.details(), new TimeoutException()));
        }

        void failToConnect() {
            sink.error(new TransportException(
                    TransportException.Phase.NOT_SENT, "no connection", exchange.details(), null));
        }

        private static Headers headers(String... namesAndValues) {
            return switch (namesAndValues.length) {
                case 0 -> Headers.of(Map.of());
                case 2 -> Headers.of(Map.of(namesAndValues[0], namesAndValues[1]));
                case 4 ->
                    Headers.of(Map.of(namesAndValues[0], namesAndValues[1], namesAndValues[2], namesAndValues[3]));
                default -> throw new IllegalArgumentException("names and values");
            };
        }
    }
}
