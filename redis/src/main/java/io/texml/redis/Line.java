package io.texml.redis;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Those of this process who wait for what Redis grants, first in, first out. A turn is taken out of it by exactly one: whoever
 * has something for it, whoever refuses it, or itself.
 *
 * <p>Its lock guards who stands in it. Nobody is called under it, so it comes last in every order of locks.
 */
final class Line<T> {

    private final Runnable joined;
    private final Runnable empty;
    private final LinkedHashSet<Turn<T>> waiting = new LinkedHashSet<>();

    /**
     * An empty line.
     *
     * @param joined somebody has joined, and may have been served or have left since
     * @param empty the last one who waited has left without having been served
     */
    Line(Runnable joined, Runnable empty) {
        this.joined = joined;
        this.empty = empty;
    }

    /** A turn for each subscriber, who joins with the demand. */
    Mono<T> turn() {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                actual.onSubscribe(new Turn<>(actual, Line.this));
            }
        };
    }

    void join(Turn<T> turn) {
        synchronized (waiting) {
            waiting.add(turn);
            if (turn.isOver()) {
                waiting.remove(turn);
            }
        }
        joined.run();
    }

    void leave(Turn<T> turn) {
        boolean nobodyWaits;
        synchronized (waiting) {
            nobodyWaits = waiting.remove(turn) && waiting.isEmpty();
        }
        if (nobodyWaits) {
            empty.run();
        }
    }

    /** Gives it to the first who waits; false when nobody does. */
    boolean give(T thing) {
        for (Turn<T> first = takeFirst(); first != null; first = takeFirst()) {
            if (first.granted(thing)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the first one out. */
    @Nullable
    Turn<T> takeFirst() {
        synchronized (waiting) {
            Iterator<Turn<T>> turns = waiting.iterator();
            if (!turns.hasNext()) {
                return null;
            }
            Turn<T> first = turns.next();
            turns.remove();
            return first;
        }
    }

    /** Takes all out. */
    List<Turn<T>> takeAll() {
        synchronized (waiting) {
            List<Turn<T>> all = new ArrayList<>(waiting);
            waiting.clear();
            return all;
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        synchronized (waiting) {
            return waiting.size();
        }
    }
}
