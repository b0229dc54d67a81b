package io.texml.reactor.internal.exchange;

/** The end of the road: sends one attempt and reads its answer. */
public interface LastStage {

    /** Begins at once. A subscription that is a {@link ConnectionLease} tells when its connection is free. */
    <R> void send(Exchange<R> exchange, Attempt<R> attempt);
}
