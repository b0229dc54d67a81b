package io.texml.reactor.internal.exchange;

import org.reactivestreams.Subscription;

/** A subscription to something that may hold a connection. */
public interface ConnectionLease extends Subscription {

    /**
     * Cancels.
     *
     * @param whenFree runs once, on any thread, when the connection that was held can neither hurt another request nor be
     *     hurt any more: it is closed or back in the pool, or there was none
     */
    void cancel(Runnable whenFree);
}
