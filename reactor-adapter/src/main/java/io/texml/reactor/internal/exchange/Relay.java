package io.texml.reactor.internal.exchange;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A subscriber between two others that passes on what its subclass does not change, and knows which of answer, failure and
 * cancel came first.
 *
 * <p>States, one compare-and-set ({@link #endsNow}) on any thread: not over, over. Nothing is handed on after it.
 *
 * @param <I> what it gets
 * @param <O> what it hands on
 */
public abstract class Relay<I, O> implements CoreSubscriber<I>, Subscription {

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<Relay> OVER =
            AtomicIntegerFieldUpdater.newUpdater(Relay.class, "over");

    private final CoreSubscriber<? super O> actual;
    private @Nullable Subscription upstream;
    private volatile int over;

    protected Relay(CoreSubscriber<? super O> actual) {
        this.actual = actual;
    }

    protected final CoreSubscriber<? super O> actual() {
        return actual;
    }

    protected final @Nullable Subscription upstream() {
        return upstream;
    }

    @Override
    public final Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (Operators.validate(upstream, subscription)) {
            upstream = subscription;
            actual.onSubscribe(this);
        }
    }

    @Override
    public void request(long n) {
        if (upstream != null) {
            upstream.request(n);
        }
    }

    /** True for the first who asks. */
    protected final boolean endsNow() {
        return OVER.compareAndSet(this, 0, 1);
    }

    protected final boolean isOver() {
        return over != 0;
    }

    protected final void cancelUpstream() {
        if (upstream != null) {
            upstream.cancel();
        }
    }
}
