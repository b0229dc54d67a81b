package io.texml.reactor.internal.exchange;

import io.texml.ApiResponse;
import reactor.core.CoreSubscriber;

/** One step on the road of an exchange. It does its one job and hands the exchange to the next. */
public interface Stage {

    /**
     * Begins an exchange for its subscriber, which gets a subscription and asks for the answer. It hears one answer, or a
     * {@link io.texml.TexmlException}.
     */
    <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber);
}
