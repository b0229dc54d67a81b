package io.texml.reactor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Subscribes and keeps what comes. */
final class Result {

    private final Disposable subscription;
    String answer;
    Throwable failure;

    Result(Mono<String> mono) {
        this.subscription = mono.subscribe(value -> answer = value, thrown -> failure = thrown);
    }

    <T extends Throwable> T failure(Class<T> type) {
        assertThat(failure).isInstanceOf(type);
        return type.cast(failure);
    }

    /** Neither answered nor failed nor cancelled. */
    boolean isOpen() {
        return !subscription.isDisposed();
    }

    void cancel() {
        subscription.dispose();
    }
}
