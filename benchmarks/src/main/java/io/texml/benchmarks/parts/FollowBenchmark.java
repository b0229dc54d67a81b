package io.texml.benchmarks.parts;

import io.texml.ApiResponse;
import io.texml.Headers;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.VerificationPolicy;
import io.texml.calls.CallCreated;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.operation.Operation;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.spi.ExchangeInstrumentation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A call that is followed through its four callbacks to its end, without a network: what that adds to the plain dial
 * ({@code dial}, whose answer is at hand too), and to reading the four callbacks ({@code read}).
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
    private static final String REFERENCE = "a-reference-of-the-usual-length_";
    private static final CallbackReader READER = CallbackReader.builder()
            .instructions(VerificationPolicy.NONE)
            .statusCallbacks(VerificationPolicy.NONE)
            .build();

    private final TexmlClient client = TexmlClient.builder()
            .apiKey("KEY_benchmark")
            .accountSid("benchmark")
            .withoutDialPace()
            .instrumentation(new AnswersAtOnce())
            .build();
    private final HeardReferences events = new HeardReferences();
    private final Dialler dialler = Dialler.builder(
                    client, events, URI.create("https://app.example.com/texml/callbacks"))
            .maxLiveCalls(1_000)
            .build();
    private long calls;

    @TearDown
    public void close() {
        client.close();
    }

    @Benchmark
    public CallResult follow() {
        String sid = "v3:" + calls++;
        List<CallResult> results = new ArrayList<>(1);
        dialler.dialAll(Mono.just(REQUEST)).subscribe(results::add);
        String reference = Objects.requireNonNull(events.reference);
        for (String state : STATES) {
            events.publish(read(reference, sid, state)).subscribe();
        }
        return results.get(0);
    }

    @Benchmark
    public @Nullable CallCreated dial() {
        return client.calls().create(REQUEST).block();
    }

    @Benchmark
    public List<Callback> read() {
        String sid = "v3:" + calls++;
        List<Callback> read = new ArrayList<>(STATES.size());
        for (String state : STATES) {
            read.add(read(REFERENCE, sid, state));
        }
        return read;
    }

    private static Callback read(String reference, String sid, String state) {
        String form = "AccountSid=ac&CallSid=" + sid + "&CallSidLegacy=" + sid
                + "&CallbackSource=call-progress-events&CallStatus=" + state
                + "&ConnectionId=1293384261075731499&From=%2B13125550100&To=%2B13125550101&SequenceNumber="
                + STATES.indexOf(state) + "&Timestamp=2026-01-05T09%3A00%3A00Z";
        return READER.read(
                "POST",
                "texml-kind=call&texml-reference=" + reference,
                name -> name.equals("content-type") ? List.of("application/x-www-form-urlencoded") : List.of(),
                form.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes every dial at once, in place of the network. */
    private static final class AnswersAtOnce implements ExchangeInstrumentation {

        @Override
        @SuppressWarnings("unchecked") // Only dials come here.
        public <R> Mono<ApiResponse<R>> instrument(Operation<R> operation, Mono<ApiResponse<R>> exchange) {
            return Mono.just((ApiResponse<R>) new ApiResponse<>(200, Headers.of(Map.of()), 1, CREATED));
        }
    }

    /** Events in memory, told on the thread that publishes, that know which reference was listened to last. */
    private static final class HeardReferences implements CallbackEvents {

        private final InMemoryCallbackEvents events = InMemoryCallbackEvents.builder()
                .deliverOn(Schedulers.immediate())
                .build();
        private @Nullable String reference;

        @Override
        public Mono<Void> publish(Callback callback) {
            return events.publish(callback);
        }

        @Override
        public Flux<Callback> all() {
            return events.all();
        }

        @Override
        public <T extends Callback> Flux<T> on(Class<T> type) {
            return events.on(type);
        }

        @Override
        public Flux<Callback> ofCall(String callSid) {
            return events.ofCall(callSid);
        }

        @Override
        public Flux<Callback> ofReference(String callReference) {
            reference = callReference;
            return events.ofReference(callReference);
        }
    }
}
