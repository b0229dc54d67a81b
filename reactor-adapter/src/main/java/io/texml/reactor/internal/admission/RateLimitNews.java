package io.texml.reactor.internal.admission;

import io.texml.ExchangeObserver;
import io.texml.reactor.internal.exchange.Observers;
import io.texml.reactor.spi.SharedRateLimit;
import io.texml.reactor.spi.SharedRateLimit.Pause;
import io.texml.reactor.spi.SharedRateLimit.Reason;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Tells of the pauses that this client learned of, and pauses it for those that other clients of the account learned of. */
public final class RateLimitNews {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.request");

    private final AdmissionGate gate;
    private final SharedRateLimit shared;
    private final Observers observers;
    private final Disposable.Swap listening = Disposables.swap();

    public RateLimitNews(AdmissionGate gate, SharedRateLimit shared, Observers observers) {
        this.gate = gate;
        this.shared = shared;
        this.observers = observers;
    }

    /** Hears of the others' pauses until it is closed. */
    public void listen() {
        try {
            listening.replace(shared.pauses()
                    .subscribe(
                            this::learn,
                            RateLimitNews::goOnAlone,
                            () -> LOGGER.warn("the shared rate limit ended; this client goes on alone")));
        } catch (Throwable thrown) {
            goOnAlone(thrown);
        }
    }

    private static void goOnAlone(Throwable failure) {
        LOGGER.warn(
                "the shared rate limit failed with {}; this client goes on alone",
                failure.getClass().getName());
    }

    public void close() {
        listening.dispose();
    }

    /** This client learned something; zero is no news. */
    void learned(Reason reason, Duration length) {
        if (length.isZero()) {
            return;
        }
        observers.onPause(ExchangeObserver.Pause.ALL, length);
        try {
            shared.tell(new Pause(reason, length));
        } catch (Throwable thrown) {
            LOGGER.warn("the shared rate limit threw {}", thrown.getClass().getName());
        }
    }

    private void learn(Pause pause) {
        Duration news = gate.learn(pause);
        if (!news.isZero()) {
            observers.onPause(ExchangeObserver.Pause.ALL, news);
        }
    }
}
