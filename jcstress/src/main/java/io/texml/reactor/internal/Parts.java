package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.Headers;
import io.texml.RequestOptions;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import io.texml.reactor.internal.admission.AdmissionGate;
import io.texml.reactor.internal.admission.Attempts;
import io.texml.reactor.internal.admission.GateStage;
import io.texml.reactor.internal.admission.PaceLine;
import io.texml.reactor.internal.admission.RateLimitNews;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.LastStage;
import io.texml.reactor.internal.exchange.Observers;
import io.texml.reactor.internal.exchange.TotalTime;
import io.texml.reactor.spi.SharedRateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The parts that the races are between, put together in one place. */
public final class Parts {

    public static final Duration TOTAL_TIMEOUT = Duration.ofSeconds(10);

    private static final Observers NOBODY = new Observers(List.of());
    private static final Headers NO_HEADERS = Headers.of(Map.of());
    private static final EncodedRequest REQUEST = new EncodedRequest("/races", null, new byte[0]);
    private static final Operation<String> OPERATION = Operation.builder(
                    "races.create", HttpMethod.POST, "/races", ResponseType.of(String.class))
            .build();

    private Parts() {}

    /** An exchange that dials, say; it begins now. */
    public static Exchange<String> exchange(HandClock clock) {
        TotalTime time = new TotalTime(TOTAL_TIMEOUT, clock.timer(), clock.timer());
        return new Exchange<>(OPERATION, Safety.CREATING, REQUEST, RequestOptions.none(), time, () -> {});
    }

    public static ApiResponse<String> answer() {
        return new ApiResponse<>(200, NO_HEADERS, 1, "answer");
    }

    /** A page that another one follows. */
    public static Page<String> page(String... items) {
        return new Page<>(List.of(items), "/next", null, null, null, null, null, null, null, null, null, Map.of());
    }

    public static AdmissionGate gate(int maxConcurrency, HandClock clock) {
        return new AdmissionGate(maxConcurrency, 10, true, clock.timer(), clock.timer());
    }

    public static PaceLine paceLine(HandClock clock) {
        return new PaceLine(null, 10, NOBODY, clock.timer());
    }

    public static Attempts attempts(LastStage wire, AdmissionGate gate, HandClock clock) {
        RateLimitNews news = new RateLimitNews(gate, SharedRateLimit.inMemory(), NOBODY);
        return new Attempts(wire, gate, paceLine(clock), news, NOBODY);
    }

    public static GateStage gateStage(AdmissionGate gate, Attempts attempts, HandClock clock) {
        return new GateStage(gate, attempts, TOTAL_TIMEOUT, clock.timer());
    }
}
