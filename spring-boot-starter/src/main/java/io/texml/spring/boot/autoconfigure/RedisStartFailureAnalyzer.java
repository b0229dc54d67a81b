package io.texml.spring.boot.autoconfigure;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says what to do about a Redis that cannot be used. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RedisStartFailureAnalyzer extends AbstractFailureAnalyzer<RedisStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RedisStartException cause) {
        return new FailureAnalysis(Objects.requireNonNull(cause.getMessage()), cause.action(), cause);
    }
}
