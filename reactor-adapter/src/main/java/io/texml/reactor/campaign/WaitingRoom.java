package io.texml.reactor.campaign;

import io.texml.reactor.campaign.OpenContact.Place;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The contacts that wait: those whose time has not come, by it, and behind each other those that wait for their turn only, new
 * ones and redials apart, which are served in turns. One alarm, for the earliest. All of it runs in the run's executor.
 */
final class WaitingRoom<C> {

    /** The clock on the wall may be set: an alarm by the other one does not see it. */
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    private final Timer timer;
    private final RunCounts counts;
    private final Runnable onAlarm;
    private final PriorityQueue<OpenContact<C>> later = new PriorityQueue<>(Comparator.comparing(OpenContact::due));
    private final Deque<OpenContact<C>> fresh = new ArrayDeque<>();
    private final Deque<OpenContact<C>> redials = new ArrayDeque<>();
    private final Disposable.Swap alarm = Disposables.swap();
    private @Nullable Instant alarmAt;
    private boolean wasRedial;

    /** @param onAlarm called when somebody's time has come, on the timer's thread */
    WaitingRoom(Timer timer, RunCounts counts, Runnable onAlarm) {
        this.timer = timer;
        this.counts = counts;
        this.onAlarm = onAlarm;
    }

    Instant now() {
        return Instant.ofEpochMilli(timer.scheduler().now(TimeUnit.MILLISECONDS));
    }

    /** Somebody waits until then, and then for its turn. */
    void add(OpenContact<C> contact, Instant due) {
        contact.due(due);
        if (due.isAfter(now())) {
            move(contact, contact.isRedial() ? Place.REDIAL_WAITING : Place.WAITING);
            later.add(contact);
            setAlarm();
        } else {
            addDue(contact);
        }
    }

    private void addDue(OpenContact<C> contact) {
        move(contact, contact.isRedial() ? Place.REDIAL_DUE : Place.WAITING);
        (contact.isRedial() ? redials : fresh).add(contact);
    }

    /** Lets those in whose time has come. */
    void look() {
        Instant now = now();
        for (OpenContact<C> first = later.peek(); first != null && !first.due().isAfter(now); first = later.peek()) {
            addDue(later.remove());
        }
        alarmAt = null;
        setAlarm();
    }

    private void setAlarm() {
        OpenContact<C> first = later.peek();
        if (first == null) {
            return;
        }
        Instant at = first.due();
        Instant latest = now().plus(LONGEST_SLEEP);
        at = at.isAfter(latest) ? latest : at;
        Instant set = alarmAt;
        if (set == null || at.isBefore(set)) {
            alarmAt = at;
            alarm.update(timer.schedule(onAlarm, Duration.between(now(), at)));
        }
    }

    boolean hasDue() {
        return !fresh.isEmpty() || !redials.isEmpty();
    }

    boolean hasFresh() {
        return !fresh.isEmpty();
    }

    /** Whose turn it is; null when nobody's. New contacts and redials have every other turn, if there are both. */
    @Nullable
    OpenContact<C> next() {
        boolean isRedial = fresh.isEmpty() || (!wasRedial && !redials.isEmpty());
        OpenContact<C> contact = isRedial ? redials.poll() : fresh.poll();
        if (contact != null) {
            wasRedial = isRedial;
            move(contact, Place.NOWHERE);
        }
        return contact;
    }

    /** Everybody, who leaves. */
    List<OpenContact<C>> empty() {
        List<OpenContact<C>> all = new ArrayList<>(fresh);
        all.addAll(redials);
        all.addAll(later);
        fresh.clear();
        redials.clear();
        later.clear();
        alarm.dispose();
        all.forEach(contact -> move(contact, Place.NOWHERE));
        return all;
    }

    /** Puts a contact somewhere, and counts it there. */
    void move(OpenContact<C> contact, Place to) {
        count(contact.place(), -1);
        count(to, 1);
        contact.place(to);
    }

    private void count(Place place, int change) {
        switch (place) {
            case NOWHERE -> {}
            case WAITING -> counts.waiting.addAndGet(change);
            case REDIAL_WAITING -> counts.redialsWaiting.addAndGet(change);
            case REDIAL_DUE -> counts.redialsDue.addAndGet(change);
            case LIVE -> counts.live.addAndGet(change);
        }
    }
}
