package io.texml.reactor.internal;

import io.texml.ExchangeObserver;
import io.texml.RequestOptions;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.internal.transport.HttpSettings;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.ExchangeInstrumentation;
import io.texml.reactor.spi.SharedRateLimit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * Everything that a client was configured with, checked.
 *
 * @param scheduler whose time every wait keeps to; null for the machine's
 * @param defaultOptions headers for every request
 */
public record ClientSettings(
        HttpSettings http,
        Duration totalTimeout,
        int maxConcurrency,
        int maxWaiting,
        Duration maxWait,
        Duration closeGrace,
        RetryPolicy retryPolicy,
        int retryBudget,
        boolean obeysRateLimits,
        SharedRateLimit sharedRateLimit,
        @Nullable DialPace dialPace,
        @Nullable Scheduler scheduler,
        RequestOptions defaultOptions,
        List<ExchangeObserver> observers,
        List<ExchangeInstrumentation> instrumentations) {

    /** Nothing of the options, which may hold a secret header. */
    @Override
    public String toString() {
        return "ClientSettings[" + http + "]";
    }
}
