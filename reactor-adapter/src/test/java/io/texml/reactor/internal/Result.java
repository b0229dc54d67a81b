package io.texml.reactor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Subscribes and keeps what comes. */
public final class Result {

    private final Disposable subscription;
    public String answer;
    public Throwable failure;

    public Result(Mono<String> mono) {
        this.subscription = mono.subscribe(value -> answer = value, thrown -> failure = thrown);
    }

    public <T extends Throwable> T failure(Class<T> type) {
        assertThat(failure).isInstanceOf(type);
        return type.cast(failure);
    }

    /** Neither answered nor failed nor cancelled. */
    public boolean isOpen() {
        return !subscription.isDisposed();
    }

    public void cancel() {
        subscription.dispose();
    }
}
