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
import io.texml.reactor.internal.admission.AdmissionGate;
import io.texml.reactor.internal.admission.TestAdmission;
import io.texml.reactor.internal.bulk.BulkFlux;
import io.texml.reactor.internal.exchange.Attempt;
import io.texml.reactor.internal.exchange.DeadlineStage;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.ExchangeMono;
import io.texml.reactor.internal.exchange.LastStage;
import io.texml.reactor.internal.exchange.Observers;
import io.texml.reactor.internal.exchange.RetryStage;
import io.texml.reactor.internal.exchange.Stage;
import io.texml.reactor.internal.exchange.TotalTime;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The road of an exchange in virtual time, with a wire that the test holds in its hands. */
public final class TestRoad {

    public static final Duration TOTAL = Duration.ofSeconds(60);
    public static final Duration MAX_WAIT = Duration.ofSeconds(30);

    public final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    public final Timer timer = Timer.of(clock);
    public final Wire wire = new Wire();
    public final RetryBudget budget = new RetryBudget(RetryBudget.DEFAULT_CAPACITY);
    public final List<String> pauses = new ArrayList<>();
    public final AdmissionGate gate;
    public final TestAdmission admission;
    public final Stage retries;
    private final Stage road;

    public TestRoad(int maxConcurrency, int maxWaiting) {
        this(maxConcurrency, maxWaiting, null);
    }

    public TestRoad(int maxConcurrency, int maxWaiting, DialPace pace) {
        this.gate = new AdmissionGate(maxConcurrency, maxWaiting, true, timer, timer);
        Observers observers = new Observers(List.of(new ExchangeObserver() {
            @Override
            public void onPause(Pause pause, Duration length) {
                pauses.add(pause + " " + length);
            }
        }));
        this.admission = new TestAdmission(wire, gate, pace, MAX_WAIT, observers, timer);
        // No jitter: a base of zero.
        RetryPolicy policy = new RetryPolicy(4, Duration.ZERO, Duration.ZERO);
        this.retries = new RetryStage(admission.stage, policy, budget, observers, timer, admission.stage.closing());
        this.road = new DeadlineStage(retries, timer, timer);
    }

    public static TestRoad withPace(int maxConcurrency, int dials, Duration window) {
        DialPace pace = DialPace.rolling(dials, window);
        TestRoad road = new TestRoad(maxConcurrency, 10_000, pace);
        pace.useClock(road.clock);
        return road;
    }

    /** As a bulk asks it of the client. */
    public Exchange<String> dialExchange(Runnable onFirstAttempt) {
        return exchange(Safety.CREATING, Pacing.DIAL, TOTAL, onFirstAttempt);
    }

    public void begin(Exchange<String> exchange, CoreSubscriber<? super ApiResponse<String>> subscriber) {
        road.begin(exchange, subscriber);
    }

    public void close() {
        admission.close();
    }

    public Exchange<String> exchange(Safety safety) {
        return exchange(safety, Pacing.NONE, TOTAL);
    }

    public Exchange<String> exchange(Safety safety, Pacing pacing, Duration total) {
        return exchange(safety, pacing, total, () -> {});
    }

    private Exchange<String> exchange(Safety safety, Pacing pacing, Duration total, Runnable onFirstAttempt) {
        Operation<String> operation = Operation.builder(
                        "test." + safety, HttpMethod.POST, "/test", ResponseType.of(String.class))
                .pacing(pacing)
                .build();
        EncodedRequest request = new EncodedRequest("/test", null, new byte[0]);
        return new Exchange<>(
                operation, safety, request, RequestOptions.none(), new TotalTime(total, timer, timer), onFirstAttempt);
    }

    /** The whole road. */
    public Mono<String> send(Exchange<String> exchange) {
        return answer(exchange).map(ApiResponse::body);
    }

    public Mono<ApiResponse<String>> answer(Exchange<String> exchange) {
        return new ExchangeMono<>(road, () -> exchange);
    }

    /** A bulk's way to here. */
    public BulkFlux.Road<Integer, String> bulk(Function<Exchange<String>, Mono<ApiResponse<String>>> sending) {
        return new BulkFlux.Road<>() {
            @Override
            public Mono<Void> opening() {
                return Mono.empty();
            }

            @Override
            public Exchange<String> exchange(Integer request, Runnable onFirstAttempt) {
                return TestRoad.this.exchange(Safety.CREATING, Pacing.DIAL, TOTAL, onFirstAttempt);
            }

            @Override
            public void begin(Exchange<String> exchange, CoreSubscriber<? super ApiResponse<String>> subscriber) {
                sending.apply(exchange).subscribe(subscriber);
            }
        };
    }

    public Mono<String> send(Safety safety) {
        return Mono.defer(() -> send(exchange(safety)));
    }

    public Mono<String> dial() {
        return dial(TOTAL);
    }

    public Mono<String> dial(Duration total) {
        return Mono.defer(() -> send(exchange(Safety.CREATING, Pacing.DIAL, total)));
    }

    public void advance(Duration time) {
        clock.advanceTimeBy(time);
    }

    /** Where attempts arrive that are let through; unless the test says otherwise they are written at once. */
    public static final class Wire implements LastStage {

        public final List<Flight> flights = new ArrayList<>();
        public boolean answersAtOnce;
        public boolean connectsSlowly;
        public Consumer<Flight> whenWritten = flight -> {};

        @Override
        public <R> void send(Exchange<R> exchange, Attempt<R> attempt) {
            Mono<ApiResponse<R>> answer = Mono.create(sink -> {
                Flight flight = new Flight(exchange, attempt, sink);
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
            answer.subscribe(attempt);
        }

        public Flight last() {
            return flights.get(flights.size() - 1);
        }
    }

    /** One attempt on the wire. */
    public static final class Flight {

        private final Exchange<?> exchange;
        private final Attempt<?> attempt;
        private final MonoSink<?> sink;
        public boolean cancelled;
        public boolean over;

        Flight(Exchange<?> exchange, Attempt<?> attempt, MonoSink<?> sink) {
            this.exchange = exchange;
            this.attempt = attempt;
            this.sink = sink;
            sink.onDispose(() -> over = true);
        }

        public boolean write() {
            boolean written = attempt.mayBeWritten() && exchange.sending().begin();
            if (!written) {
                sink.error(new CancellationException());
            }
            return written;
        }

        public void answer(String body, String... headers) {
            @SuppressWarnings("unchecked")
            MonoSink<Object> answers = (MonoSink<Object>) sink;
            answers.success(
                    new ApiResponse<>(200, headers(headers), exchange.sending().attempts(), body));
        }

        public void refuse(int status, String... headers) {
            refuseWithCode(status, "10011", headers);
        }

        public void refuseWithCode(int status, String code, String... headers) {
            if (Failure.kindOf(status).isAmbiguous()) {
                exchange.sending().markAmbiguous();
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
        public void garble(String... headers) {
            exchange.sending().markAmbiguous();
            sink.error(new DecodingException("garbled", exchange.details(), 200, headers(headers)));
        }

        public void breakOff() {
            exchange.sending().markAmbiguous();
            sink.error(new TransportException(
                    TransportException.Phase.SENT, "it broke", exchange.details(), new TimeoutException()));
        }

        public void failToConnect() {
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
