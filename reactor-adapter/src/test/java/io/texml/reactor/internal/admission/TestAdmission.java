package io.texml.reactor.internal.admission;

import io.texml.ApiResponse;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.ExchangeMono;
import io.texml.reactor.internal.exchange.LastStage;
import io.texml.reactor.internal.exchange.Observers;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.SharedRateLimit;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Pace, gate and attempts, put together as the client does. */
public final class TestAdmission {

    public final PaceStage stage;
    private final Attempts attempts;

    public TestAdmission(
            LastStage wire, AdmissionGate gate, DialPace pace, Duration maxWait, Observers observers, Timer timer) {
        PaceLine line = new PaceLine(pace, gate.capacity(), observers, timer);
        RateLimitNews news = new RateLimitNews(gate, SharedRateLimit.inMemory(), observers);
        this.attempts = new Attempts(wire, gate, line, news, observers);
        this.stage = new PaceStage(new GateStage(gate, attempts, maxWait, timer), line);
    }

    public <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange) {
        return new ExchangeMono<>(stage, () -> exchange);
    }

    public int underWay() {
        return attempts.count();
    }

    public int waitingForPace() {
        return stage.waiting();
    }

    public void close() {
        stage.close();
    }

    public void abort() {
        attempts.abort();
    }
}
