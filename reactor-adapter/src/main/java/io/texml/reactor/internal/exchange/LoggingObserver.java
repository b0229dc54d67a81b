package io.texml.reactor.internal.exchange;

import io.texml.ExchangeObserver;
import io.texml.TexmlException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to the loggers {@code io.texml.request}, {@code .response} and {@code .retry}. */
public final class LoggingObserver implements ExchangeObserver {

    private static final Logger REQUEST = LoggerFactory.getLogger("io.texml.request");
    private static final Logger RESPONSE = LoggerFactory.getLogger("io.texml.response");
    private static final Logger RETRY = LoggerFactory.getLogger("io.texml.retry");

    /** An observer for one client. */
    public LoggingObserver() {}

    @Override
    public void onAttempt(String operationId, int attempt) {
        REQUEST.debug("{} attempt {}", operationId, attempt);
    }

    @Override
    public void onRetry(TexmlException failure, Duration delay) {
        RETRY.info("again in {} ms: {}", delay.toMillis(), failure.getMessage());
    }

    @Override
    public void onSuccess(String operationId, int status, int attempts, Duration elapsed) {
        if (RESPONSE.isDebugEnabled()) {
            RESPONSE.debug("{} {} after {} ms, attempts {}", operationId, status, elapsed.toMillis(), attempts);
        }
    }

    @Override
    public void onFailure(TexmlException failure, Duration elapsed) {
        if (RESPONSE.isDebugEnabled()) {
            RESPONSE.debug("after {} ms: {}", elapsed.toMillis(), failure.getMessage());
        }
    }

    @Override
    public void onCancel(String operationId, Duration elapsed) {
        if (RESPONSE.isDebugEnabled()) {
            RESPONSE.debug("{} cancelled after {} ms", operationId, elapsed.toMillis());
        }
    }

    @Override
    public void onPause(Pause pause, Duration length) {
        RETRY.warn(
                "{} paused for {} ms: the server's rate limit is reached",
                pause == Pause.DIALS ? "dials" : "all requests",
                length.toMillis());
    }
}
