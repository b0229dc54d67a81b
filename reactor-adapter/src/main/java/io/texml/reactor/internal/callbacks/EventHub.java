package io.texml.reactor.internal.callbacks;

import io.texml.reactor.internal.time.Link;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Hands events to those who asked for them: for all, for those of a type, or for those about something (a call). Of what is
 * about something it keeps the latest for those who come later.
 *
 * <p>Everything is guarded by the hub's lock: who is subscribed to what, the recent events, and the memory of repeats. So
 * all subscribers see one order, and a late one misses nothing between what it is given afterwards and what follows. Under
 * it only the monitor of an {@link EventQueue} is taken, and nobody is called.
 */
public final class EventHub<T> {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.callbacks");

    private final Bounds bounds;
    private final Timer timer;
    private final Scheduler scheduler;

    private final Object lock = new Object();
    private final Link all = new Link();
    private final Map<Class<?>, Link> types = new HashMap<>();
    private final Map<Object, Topic> topics = new HashMap<>();
    private final Link recent = new Link();
    private final RecentKeys<Object, Boolean> told;
    private int recentSize;
    private int subscribers;

    private final LongAdder lost = new LongAdder();
    private final LongAdder repeats = new LongAdder();

    /**
     * How much is kept.
     *
     * @param waiting events that wait for one subscriber
     * @param perTopic recent events about one thing
     * @param recent recent events in all
     * @param recentAge how long these are kept
     * @param repeats identities of events that were told
     * @param repeatAge how long these are kept
     */
    public record Bounds(int waiting, int perTopic, int recent, Duration recentAge, int repeats, Duration repeatAge) {}

    /** Those who want to know about one thing, and what was told about it. */
    private static final class Topic {

        private final Object key;
        private final Link subscribers = new Link();
        private final ArrayDeque<Recent<?>> events = new ArrayDeque<>(4);

        Topic(Object key) {
            this.key = key;
        }
    }

    /** An event that is kept, in the list of all of them, until no topic keeps it. */
    private static final class Recent<T> extends Link {

        private final T event;
        private final long since;
        private final List<Topic> topics;
        private int keptBy;

        Recent(T event, long since, List<Topic> topics) {
            this.event = event;
            this.since = since;
            this.topics = topics;
            this.keptBy = topics.size();
        }
    }

    /**
     * A hub without subscribers.
     *
     * @param timer by which events grow old
     * @param scheduler on which subscribers are called
     */
    public EventHub(Bounds bounds, Timer timer, Scheduler scheduler) {
        this.bounds = bounds;
        this.timer = timer;
        this.scheduler = scheduler;
        this.told = new RecentKeys<>(
                bounds.repeats(), Timer.countable(bounds.repeatAge()).toNanos());
    }

    /** Every event from subscription on. */
    public Flux<T> all() {
        return flux(null, null);
    }

    /** Every event of a type from subscription on. */
    public <S extends T> Flux<S> ofType(Class<S> type) {
        return flux(type, null).cast(type);
    }

    /** The recent events about something, and every one from subscription on. */
    public Flux<T> about(Object topic) {
        return flux(null, topic);
    }

    /**
     * Tells all who want to know.
     *
     * @param identity the same for an event that is told again; null for one that cannot be
     * @param about the topics of the event, each once
     * @return false when it was told before
     */
    public boolean publish(T event, @Nullable Object identity, List<?> about) {
        List<EventQueue<T>> queues = new ArrayList<>();
        boolean losing = false;
        synchronized (lock) {
            long now = timer.nanos();
            if (identity != null && isRepeat(identity, now)) {
                return false;
            }
            forgetOld(now);
            losing |= tell(all, event, queues);
            for (Map.Entry<Class<?>, Link> type : types.entrySet()) {
                if (type.getKey().isInstance(event)) {
                    losing |= tell(type.getValue(), event, queues);
                }
            }
            for (Object key : about) {
                Topic topic = topics.get(key);
                if (topic != null) {
                    losing |= tell(topic.subscribers, event, queues);
                }
            }
            keep(event, about, now);
        }
        if (losing) {
            LOGGER.warn("a subscriber to callbacks does not keep up and loses the oldest of those that wait for it;"
                    + " its next losses are counted and not logged until it has caught up");
        }
        queues.forEach(EventQueue::wake);
        return true;
    }

    private boolean isRepeat(Object identity, long now) {
        if (told.get(identity, now) != null) {
            repeats.increment();
            return true;
        }
        told.put(identity, Boolean.TRUE, now);
        return false;
    }

    private boolean tell(Link list, T event, List<EventQueue<T>> queues) {
        boolean losing = false;
        for (Link next = list.next(); next != list; next = next.next()) {
            EventQueue<T> queue = queueOf(next);
            losing |= addTo(queue, event);
            queues.add(queue);
        }
        return losing;
    }

    private boolean addTo(EventQueue<T> queue, T event) {
        EventQueue.Added added = queue.add(event);
        if (added != EventQueue.Added.ROOM) {
            lost.increment();
        }
        return added == EventQueue.Added.LOST_FIRST;
    }

    @SuppressWarnings("unchecked") // nothing else is in the lists of subscribers
    private EventQueue<T> queueOf(Link link) {
        return (EventQueue<T>) link;
    }

    private void keep(T event, List<?> about, long now) {
        if (bounds.recent() == 0 || bounds.perTopic() == 0 || about.isEmpty()) {
            return;
        }
        List<Topic> its = new ArrayList<>(about.size());
        for (Object key : about) {
            its.add(topics.computeIfAbsent(key, Topic::new));
        }
        Recent<T> kept = new Recent<>(event, now, its);
        kept.linkBehind(recent.previous());
        recentSize++;
        for (Topic topic : its) {
            topic.events.add(kept);
            if (topic.events.size() > bounds.perTopic()) {
                dropOldest(topic);
            }
        }
        if (recentSize > bounds.recent()) {
            forgetFirst();
        }
    }

    private void forgetOld(long now) {
        long age = Timer.countable(bounds.recentAge()).toNanos();
        while (recent.isLinked() && now - ((Recent<?>) recent.next()).since >= age) {
            forgetFirst();
        }
    }

    /** The oldest of all is the oldest of each of its topics that keep it. */
    private void forgetFirst() {
        Recent<?> first = (Recent<?>) recent.next();
        for (Topic topic : first.topics) {
            if (topic.events.peek() == first) {
                dropOldest(topic);
                forgetIfUnused(topic);
            }
        }
    }

    private void dropOldest(Topic topic) {
        Recent<?> oldest = topic.events.remove();
        if (--oldest.keptBy == 0) {
            oldest.unlink();
            recentSize--;
        }
    }

    private void forgetIfUnused(Topic topic) {
        if (topic.events.isEmpty() && !topic.subscribers.isLinked()) {
            topics.remove(topic.key);
        }
    }

    private Flux<T> flux(@Nullable Class<?> type, @Nullable Object topic) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                EventQueue<T> queue =
                        new EventQueue<>(actual, scheduler, bounds.waiting(), left -> leave(left, type, topic));
                enter(queue, type, topic);
                // What came meanwhile waits for the first demand.
                actual.onSubscribe(queue);
            }
        };
    }

    private void enter(EventQueue<T> queue, @Nullable Class<?> type, @Nullable Object key) {
        synchronized (lock) {
            subscribers++;
            if (key != null) {
                forgetOld(timer.nanos());
                Topic topic = topics.computeIfAbsent(key, Topic::new);
                queue.linkBehind(topic.subscribers.previous());
                topic.events.forEach(kept -> addTo(queue, eventOf(kept)));
            } else if (type != null) {
                queue.linkBehind(
                        types.computeIfAbsent(type, unused -> new Link()).previous());
            } else {
                queue.linkBehind(all.previous());
            }
        }
    }

    private void leave(EventQueue<T> queue, @Nullable Class<?> type, @Nullable Object key) {
        synchronized (lock) {
            subscribers--;
            queue.unlink();
            if (key != null) {
                Topic topic = topics.get(key);
                if (topic != null) {
                    forgetIfUnused(topic);
                }
            } else if (type != null) {
                types.computeIfPresent(type, (unused, queues) -> queues.isLinked() ? queues : null);
            }
        }
    }

    @SuppressWarnings("unchecked") // nothing else is kept
    private T eventOf(Recent<?> kept) {
        return (T) kept.event;
    }

    /** How many are subscribed. */
    public int subscribers() {
        synchronized (lock) {
            return subscribers;
        }
    }

    /** How many recent events are kept. */
    public int recent() {
        synchronized (lock) {
            return recentSize;
        }
    }

    /** How many things somebody wants to know about, or something was told about. */
    int topics() {
        synchronized (lock) {
            return topics.size();
        }
    }

    /** How many events subscribers have lost. */
    public long lost() {
        return lost.sum();
    }

    /** How many events were told before. */
    public long repeats() {
        return repeats.sum();
    }
}
