package io.texml.reactor.internal.exchange;

import io.texml.SaturationException.Bound;
import org.reactivestreams.Subscription;

/** An attempt that can say what it waits for before its turn. */
public interface Waiting extends Subscription {

    Bound waitsFor();
}
