package io.texml.reactor.campaign;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is given to a thread that ends at some time: each thing is either taken by it or refused, once.
 *
 * <p>States: open; ended, which the thread alone sets. Whoever gives something adds it and then looks whether it has ended; the
 * thread says that it has and then looks what is there. So at least one of both sees what comes in that moment, and the queue
 * hands it to one.
 */
final class Inbox<T> {

    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final Consumer<T> refuse;
    private volatile boolean isEnded;

    /** @param refuse gets what comes too late, on the thread that gave it or on the one that ended */
    Inbox(Consumer<T> refuse) {
        this.refuse = refuse;
    }

    /** Gives something, without waiting. */
    void give(T item) {
        waiting.add(item);
        if (isEnded) {
            refuseAll();
        }
    }

    /** What came first of what is there; null for nothing. */
    @Nullable
    T take() {
        return waiting.poll();
    }

    /** Takes nothing more. */
    void end() {
        isEnded = true;
        refuseAll();
    }

    private void refuseAll() {
        for (T late = waiting.poll(); late != null; late = waiting.poll()) {
            refuse.accept(late);
        }
    }
}
