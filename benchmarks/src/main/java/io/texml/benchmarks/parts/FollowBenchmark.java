package io.texml.benchmarks.parts;

import io.texml.Headers;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.VerificationPolicy;
import io.texml.calls.Call;
import io.texml.calls.CallCreated;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.reactor.CallOutcome;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.internal.dialler.CallApi;
import io.texml.reactor.internal.dialler.DiallerCore;
import io.texml.reactor.internal.dialler.DiallerSettings;
import io.texml.reactor.spi.LiveCalls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A call that is followed through its four callbacks to its end, without a network: what that adds to a dial whose answer is
 * at hand ({@code dial}), and to reading the four callbacks ({@code read}).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FollowBenchmark {

    private static final CreateCall REQUEST = CreateCall.builder()
            .applicationSid("1293384261075731499")
            .from("+13125550100")
            .to("+13125550101")
            .build();
    private static final CallCreated CREATED = new CallCreated(null, null, CallStatus.QUEUED, Map.of());
    private static final List<String> STATES = List.of("initiated", "ringing", "in-progress", "completed");
    private static final String QUERY = "texml-kind=call&texml-reference=a-reference-of-the-usual-length";
    private static final CallbackReader READER = CallbackReader.builder()
            .instructions(VerificationPolicy.NONE)
            .statusCallbacks(VerificationPolicy.NONE)
            .build();

    private final AnswersAtOnce api = new AnswersAtOnce();
    private final CallbackEvents events =
            InMemoryCallbackEvents.builder().deliverOn(Schedulers.immediate()).build();
    private final DiallerCore dialler = new DiallerCore(
            api,
            events,
            new DiallerSettings(
                    LiveCalls.inMemory(1_000),
                    URI.create("https://app.example.com/texml/callbacks"),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(2),
                    Duration.ofMillis(200),
                    Duration.ZERO,
                    true,
                    20,
                    false,
                    true,
                    false,
                    null,
                    List.of()));
    private long calls;

    @Benchmark
    public CallResult follow() {
        String sid = "v3:" + calls++;
        List<CallResult> results = new ArrayList<>(1);
        dialler.dialAll(Mono.just(REQUEST)).subscribe(results::add);
        String query = Objects.requireNonNull(api.query);
        for (String state : STATES) {
            events.publish(read(query, sid, state)).subscribe();
        }
        return results.get(0);
    }

    @Benchmark
    public CallOutcome dial() {
        return Objects.requireNonNull(
                api.dial(Mono.just(REQUEST), cancelled -> {}).blockFirst());
    }

    @Benchmark
    public List<Callback> read() {
        String sid = "v3:" + calls++;
        List<Callback> read = new ArrayList<>(STATES.size());
        for (String state : STATES) {
            read.add(read(QUERY, sid, state));
        }
        return read;
    }

    private static Callback read(String query, String sid, String state) {
        String form = "AccountSid=ac&CallSid=" + sid + "&CallSidLegacy=" + sid
                + "&CallbackSource=call-progress-events&CallStatus=" + state
                + "&ConnectionId=1293384261075731499&From=%2B13125550100&To=%2B13125550101&SequenceNumber="
                + STATES.indexOf(state) + "&Timestamp=2026-01-05T09%3A00%3A00Z";
        return READER.read(
                "POST",
                query,
                name -> name.equals("content-type") ? List.of("application/x-www-form-urlencoded") : List.of(),
                form.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes every dial at once. */
    private static final class AnswersAtOnce implements CallApi {

        private @Nullable String query;

        @Override
        public Scheduler scheduler() {
            return Schedulers.parallel();
        }

        @Override
        public boolean hasWaiting() {
            return false;
        }

        @Override
        public Flux<CallOutcome> dial(Publisher<CreateCall> source, Consumer<CallOutcome> onCancelled) {
            return Flux.from(source).map(request -> {
                Object callback = request.parameters().get("StatusCallback");
                query = callback == null
                        ? null
                        : URI.create(callback.toString()).getRawQuery();
                return new CallOutcome(request, CREATED, null);
            });
        }

        @Override
        public Mono<Call> get(String callSid) {
            return Mono.never();
        }

        @Override
        public Mono<Call> hangUp(String callSid) {
            return Mono.never();
        }

        @Override
        public Flux<Call> list(ListCalls query, Function<Headers, Predicate<Call>> filter) {
            return Flux.never();
        }
    }
}
