package io.texml.reactor.internal.exchange;

import io.texml.ExchangeObserver;
import io.texml.TexmlException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the observers; one that throws is logged and changes nothing. */
public final class Observers {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.request");

    private final ExchangeObserver[] observers;

    public Observers(List<ExchangeObserver> observers) {
        this.observers = observers.toArray(ExchangeObserver[]::new);
    }

    // Every exchange tells of these two, so they make no object.

    public void onAttempt(String operationId, int attempt) {
        for (ExchangeObserver observer : observers) {
            try {
                observer.onAttempt(operationId, attempt);
            } catch (Throwable thrown) {
                goOnAfter(thrown);
            }
        }
    }

    public void onSuccess(String operationId, int status, int attempts, Duration elapsed) {
        for (ExchangeObserver observer : observers) {
            try {
                observer.onSuccess(operationId, status, attempts, elapsed);
            } catch (Throwable thrown) {
                goOnAfter(thrown);
            }
        }
    }

    public void onRetry(TexmlException failure, Duration delay) {
        tell(observer -> observer.onRetry(failure, delay));
    }

    public void onFailure(TexmlException failure, Duration elapsed) {
        tell(observer -> observer.onFailure(failure, elapsed));
    }

    public void onCancel(String operationId, Duration elapsed) {
        tell(observer -> observer.onCancel(operationId, elapsed));
    }

    public void onPause(ExchangeObserver.Pause pause, Duration length) {
        tell(observer -> observer.onPause(pause, length));
    }

    private void tell(Consumer<ExchangeObserver> event) {
        for (ExchangeObserver observer : observers) {
            try {
                event.accept(observer);
            } catch (Throwable thrown) {
                goOnAfter(thrown);
            }
        }
    }

    private static void goOnAfter(Throwable thrown) {
        LOGGER.warn(
                "an observer threw {}; the exchange goes on", thrown.getClass().getName());
    }
}
