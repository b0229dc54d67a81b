package io.texml.reactor.campaign;

import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The contacts that another process has. Each is asked for again after a while, in turns: either it is done with there, or that
 * process died, and this one takes it over. However many they are, the journal is asked so many times a second at most. All
 * of it runs in the run's executor.
 */
final class Elsewhere<C> {

    /** How long one is left alone. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    /** Between two questions in vain. */
    static final Duration BETWEEN = Duration.ofMillis(10);

    private final Timer timer;
    private final RunCounts counts;
    private final Runnable onAlarm;
    private final Deque<Waiting<C>> waiting = new ArrayDeque<>();
    private final Disposable.Swap alarm = Disposables.swap();
    private long notBefore;

    /** @param dueAt by the timer, in nanoseconds */
    private record Waiting<C>(Contact<C> contact, long dueAt) {}

    /** What a contact is claimed with. */
    record Contact<C>(String key, C contact, ZoneId zone) {}

    /** @param onAlarm called when one is to be asked for, on the timer's thread */
    Elsewhere(Timer timer, RunCounts counts, Runnable onAlarm) {
        this.timer = timer;
        this.counts = counts;
        this.onAlarm = onAlarm;
        this.notBefore = timer.nanos();
    }

    int size() {
        return waiting.size();
    }

    /** Another process has this one. */
    void add(Contact<C> contact) {
        long now = timer.nanos();
        notBefore = now + BETWEEN.toNanos();
        waiting.add(new Waiting<>(contact, now + PAUSE.toNanos()));
        counts.waiting.incrementAndGet();
        setAlarm();
    }

    /** Whether one is to be asked for now. */
    boolean hasDue() {
        return !waiting.isEmpty() && nanosUntilDue(waiting.element()) <= 0;
    }

    /** The one to be asked for, which leaves. */
    Contact<C> next() {
        Contact<C> contact = waiting.remove().contact();
        counts.waiting.decrementAndGet();
        setAlarm();
        return contact;
    }

    private void setAlarm() {
        Waiting<C> first = waiting.peek();
        if (first != null) {
            alarm.update(timer.schedule(onAlarm, Duration.ofNanos(Math.max(0, nanosUntilDue(first)))));
        }
    }

    private long nanosUntilDue(Waiting<C> first) {
        return Math.max(first.dueAt(), notBefore) - timer.nanos();
    }

    /** Everybody, who leaves. */
    List<Contact<C>> empty() {
        List<Contact<C>> all = new ArrayList<>();
        waiting.forEach(one -> all.add(one.contact()));
        counts.waiting.addAndGet(-all.size());
        waiting.clear();
        alarm.dispose();
        return all;
    }
}
