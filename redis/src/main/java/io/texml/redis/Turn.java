package io.texml.redis;

import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscriber's place in a {@link Line}. States, each change one compare-and-set:
 *
 * <ul>
 *   <li>{@code NEW}, at first.
 *   <li>{@code WAITING}, from the demand on.
 *   <li>{@code OVER}, granted, refused or cancelled, whichever came first. For good.
 * </ul>
 *
 * It joins its line after it has become {@code WAITING}, and leaves it after it has become {@code OVER}, so that the line may
 * hold it when it is over already: such a one is not granted anything.
 */
final class Turn<T> implements Subscription {

    private static final int NEW = 0;
    private static final int WAITING = 1;
    private static final int OVER = 2;

    private final CoreSubscriber<? super T> actual;
    private final Line<T> line;
    private final AtomicInteger state = new AtomicInteger(NEW);

    Turn(CoreSubscriber<? super T> actual, Line<T> line) {
        this.actual = actual;
        this.line = line;
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n) && state.compareAndSet(NEW, WAITING)) {
            line.join(this);
        }
    }

    boolean isOver() {
        return state.get() == OVER;
    }

    /** False when it has left. */
    boolean granted(T thing) {
        if (!state.compareAndSet(WAITING, OVER)) {
            return false;
        }
        actual.onNext(thing);
        actual.onComplete();
        return true;
    }

    void refused(Throwable failure) {
        if (state.compareAndSet(WAITING, OVER)) {
            actual.onError(failure);
        }
    }

    @Override
    public void cancel() {
        if (state.getAndSet(OVER) == WAITING) {
            line.leave(this);
        }
    }
}
