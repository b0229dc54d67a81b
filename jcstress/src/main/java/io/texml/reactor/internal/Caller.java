package io.texml.reactor.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Who waits for an answer, and counts what it hears. */
public final class Caller<T> implements CoreSubscriber<T> {

    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger completions = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;

    @Override
    public void onSubscribe(Subscription got) {
        subscription = got;
    }

    @Override
    public void onNext(T answer) {
        answers.incrementAndGet();
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        failures.incrementAndGet();
    }

    @Override
    public void onComplete() {
        completions.incrementAndGet();
    }

    @SuppressWarnings("NullAway") // set before the race
    public Subscription subscription() {
        return subscription;
    }

    public int answers() {
        return answers.get();
    }

    public int completions() {
        return completions.get();
    }

    public int failures() {
        return failures.get();
    }

    /** The last one that it heard. */
    public @Nullable Throwable failure() {
        return failure;
    }
}
