package io.texml.redis;

import io.lettuce.core.ScriptOutputType;
import io.texml.NotFoundException;
import io.texml.calls.Call;
import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.LiveCalls;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/**
 * How many calls of an account may live at once, counted over the diallers of several processes.
 *
 * <pre>{@code
 * Dialler dialler = Dialler.builder(client, events, publicUrl)
 *         .liveCalls(RedisLiveCalls.of(redis, 60, client))
 *         .build();
 * }</pre>
 *
 * <p>A permit is a lease, which the dialler renews three times as often as it lapses. The limit is that of the process that
 * was started or {@linkplain #most(int) told} last. Waiting processes are served in turn, one permit each.
 *
 * <p><b>When a process dies</b>, its leases lapse, and another process takes its permits over: it looks each call up, by its
 * sid or else among the calls from and to the same numbers, and gives the permit back when the call has ended, when it was
 * not found for 2 minutes, or when the longest time that it can live is over. A permit under which nothing was dialled is free at once.
 *
 * <p><b>When a process is stopped</b> for longer than the lease and goes on, it dials nothing under what it lost. Stopped
 * between that check and the writing of the dial, it dials all the same: one call more than the limit for each dial that was
 * in that moment, of which a dialler has one.
 *
 * <p><b>When Redis is away</b>, nobody gets a permit, and the dialler tries again; calls that live go on. When it is back, each
 * process tells what it holds. A Redis that was started again or replaced lets nobody through for 5 seconds, so that
 * all can do so, and so does an empty one. What a process held that had died before is forgotten if Redis kept nothing.
 *
 * <p>Keys: {@code texml:{account}:live}, a hash with the limit, which stays; {@code live:permits}, {@code live:calls} (with the
 * numbers and the sid of each call, until it has ended), {@code live:taken}, for a day, and {@code live:line}; a channel
 * {@code live}.
 */
public final class RedisLiveCalls implements LiveCalls {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.redis");
    private static final Script ASK = Script.of("live-ask.lua");
    private static final Script RELEASE = Script.of("live-release.lua");
    private static final Script RENEW = Script.of("live-renew.lua");
    private static final Script TAKE_OVER = Script.of("live-take-over.lua");

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(60);
    private static final Duration LOOK_UP_EVERY = Duration.ofSeconds(15);
    /** What the API answers lags behind, so a call that is not found may live all the same. */
    private static final Duration LOOK_UP_WITHIN = Duration.ofMinutes(2);

    /** How long processes may take to connect to a Redis that is back, and to tell it what they hold. */
    private static final Duration CONNECT_AGAIN = Duration.ofSeconds(5);
    /** Who waits is told of what is free; if that is lost, it asks again after this. */
    private static final Duration FALLBACK = Duration.ofSeconds(1);

    /** Redis found that it may have lost what is held. */
    private static final String TELL = "tell";

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int AT_A_TIME = 200;
    private static final int MOST_TAKEN_OVER = 20;
    private static final int MOST_LISTED = 1_000;

    private final TexmlRedis redis;
    private final Duration lease;
    private final Duration lookUpEvery;
    private final Duration lookUpWithin;
    private final Duration connectAgain;
    private final Function<LostCall, Mono<Boolean>> lookUp;
    private final String process = UUID.randomUUID().toString();
    private final String channel;
    private final String live;
    private final String permits;
    private final String line;
    private final String calls;
    private final String taken;

    private final Map<String, Held> held = new ConcurrentHashMap<>();
    /** Released, of which Redis has not heard. */
    private final Set<String> unreleased = ConcurrentHashMap.newKeySet();

    private final Queue<Held> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger handingOn = new AtomicInteger();

    /** Guards what follows; nobody is called under it but the connection, which only sends. */
    private final Object lock = new Object();

    private final LinkedHashSet<Turn> turns = new LinkedHashSet<>();
    private @Nullable Question asked;
    private @Nullable Disposable comeBack;
    private long nextPermit;
    private volatile int most;

    RedisLiveCalls(
            TexmlRedis redis,
            int most,
            Duration lease,
            Duration lookUpEvery,
            Duration lookUpWithin,
            Duration connectAgain,
            Function<LostCall, Mono<Boolean>> lookUp) {
        this.redis = Objects.requireNonNull(redis, "redis");
        this.lease = lease;
        this.lookUpEvery = lookUpEvery;
        this.lookUpWithin = lookUpWithin;
        this.connectAgain = connectAgain;
        this.lookUp = lookUp;
        this.channel = redis.key("live");
        this.live = redis.key("live");
        this.permits = redis.key("live:permits");
        this.line = redis.key("live:line");
        this.calls = redis.key("live:calls");
        this.taken = redis.key("live:taken");
        this.most = checked(most);
        redis.listen(channel, this::heard);
        redis.onContact(this::contact);
        tellMost();
    }

    /**
     * With a lease of a minute, for clients whose {@code totalTimeout} is not longer.
     *
     * @param most how many calls may live at once in all processes together, at least 1
     * @param client looks up the calls of processes that died
     */
    public static RedisLiveCalls of(TexmlRedis redis, int most, TexmlClient client) {
        return of(redis, most, SHORTEST_LEASE, client);
    }

    /**
     * With a lease of one's own.
     *
     * @param most how many calls may live at once in all processes together, at least 1
     * @param lease not less than the {@code totalTimeout} of any client, and a minute at least
     * @param client looks up the calls of processes that died
     */
    public static RedisLiveCalls of(TexmlRedis redis, int most, Duration lease, TexmlClient client) {
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException(
                    "lease must be 60 seconds at least, and not less than the clients' totalTimeout");
        }
        return new RedisLiveCalls(
                redis, most, lease, LOOK_UP_EVERY, LOOK_UP_WITHIN, CONNECT_AGAIN, lost -> hasEnded(client, lost));
    }

    /** Empty when the call is not found. */
    static Mono<Boolean> hasEnded(TexmlClient client, LostCall lost) {
        if (lost.callSid() != null) {
            return client.calls()
                    .get(lost.callSid())
                    .map(RedisLiveCalls::hasEnded)
                    .onErrorResume(NotFoundException.class, unknown -> Mono.empty());
        }
        ListCalls same = ListCalls.builder().from(lost.from()).to(lost.to()).build();
        return client.calls()
                .list(same)
                .take(MOST_LISTED)
                .map(RedisLiveCalls::hasEnded)
                .reduce(Boolean::logicalAnd);
    }

    private static boolean hasEnded(Call call) {
        return call.status() != null && call.status().hasEnded();
    }

    private static int checked(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxLiveCalls must be at least 1, but is " + most);
        }
        return most;
    }

    /** A call whose process lost its lease. */
    record LostCall(String from, String to, @Nullable String callSid) {

        @Override
        public String toString() {
            return "LostCall[" + (callSid == null ? "without a sid" : "with a sid") + "]";
        }
    }

    @Override
    public Mono<Permit> acquire() {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Permit> actual) {
                actual.onSubscribe(new Turn(actual));
            }
        };
    }

    /** As this process knows it: told here, or learned with its last question. */
    @Override
    public int most() {
        return most;
    }

    /** {@inheritDoc} For all processes, as soon as they ask; while Redis is away it is not told to them. */
    @Override
    public void most(int newMost) {
        most = checked(newMost);
        tellMost();
    }

    private void tellMost() {
        try {
            redis.commands().hset(live, "most", String.valueOf(most)).whenComplete((done, failure) -> {
                if (failure != null) {
                    LOGGER.warn("Redis was not told how many calls may live: {}", failure.toString());
                } else {
                    release(List.of());
                }
            });
        } catch (RuntimeException e) {
            LOGGER.warn("Redis was not told how many calls may live: {}", e.toString());
        }
    }

    @Override
    public Duration renewEvery() {
        return lease.dividedBy(3);
    }

    /** Renews these, and those that were taken over, and takes over what lapsed. */
    @Override
    public void renew(Collection<? extends Permit> renewed) {
        List<Held> all = new ArrayList<>();
        for (Permit permit : renewed) {
            if (permit instanceof Held known && held.containsKey(known.id)) {
                all.add(known);
            }
        }
        held.values().stream().filter(permit -> permit.isTaken).forEach(all::add);
        tell(all);
        if (!unreleased.isEmpty()) {
            release(List.copyOf(unreleased));
        }
        takeOver();
    }

    private void tell(List<Held> all) {
        for (int i = 0; i < all.size(); i += AT_A_TIME) {
            tellSome(all.subList(i, Math.min(i + AT_A_TIME, all.size())));
        }
    }

    private void tellSome(List<Held> some) {
        long at = System.nanoTime();
        List<String> arguments = new ArrayList<>(List.of(micros(lease)));
        some.forEach(permit -> permit.describe(arguments));
        redis.<List<Object>>run(
                        RENEW,
                        ScriptOutputType.MULTI,
                        new String[] {permits, calls, taken},
                        arguments.toArray(String[]::new))
                .whenComplete((lost, failure) -> {
                    if (failure != null) {
                        LOGGER.warn("leases of live calls were not renewed: {}", failure.toString());
                        return;
                    }
                    some.forEach(permit -> permit.confirmed = at);
                    for (Object id : lost) {
                        Held permit = held.remove((String) id);
                        if (permit != null) {
                            permit.isLost = true;
                        }
                    }
                    releaseAgain(some);
                });
    }

    /** What was released while it was told may have come back with that. */
    private void releaseAgain(List<Held> told) {
        List<String> released = told.stream()
                .filter(permit -> permit.released.get() && !permit.isLost)
                .map(permit -> permit.id)
                .toList();
        if (!released.isEmpty()) {
            release(released);
        }
    }

    private void release(Collection<String> ids) {
        List<String> arguments = new ArrayList<>(List.of(channel));
        arguments.addAll(ids);
        unreleased.addAll(ids);
        redis.run(
                        RELEASE,
                        ScriptOutputType.INTEGER,
                        new String[] {permits, calls, line},
                        arguments.toArray(String[]::new))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        unreleased.removeAll(ids);
                    }
                });
    }

    private void contact() {
        // Those under which nothing lives as well: whoever waits for a request with one would dial beyond the limit.
        tell(List.copyOf(held.values()));
        ask();
    }

    // Taking over

    private void takeOver() {
        long first;
        synchronized (lock) {
            first = nextPermit;
            nextPermit += MOST_TAKEN_OVER;
        }
        long at = System.nanoTime();
        redis.<List<Object>>run(
                        TAKE_OVER,
                        ScriptOutputType.MULTI,
                        new String[] {permits, calls, taken, line, live},
                        process,
                        micros(lease),
                        String.valueOf(MOST_TAKEN_OVER),
                        String.valueOf(first),
                        micros(REMEMBERED),
                        channel)
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        for (int i = 0; i + 5 < answer.size(); i += 6) {
                            takenOver(answer, i, at);
                        }
                    }
                });
    }

    private void takenOver(List<Object> answer, int i, long at) {
        String sid = (String) answer.get(i + 5);
        Duration left = Duration.of(Long.parseLong((String) answer.get(i + 1)), ChronoUnit.MICROS);
        Held permit = new Held((String) answer.get(i), at, true);
        permit.dial =
                new Dial((String) answer.get(i + 2), (String) answer.get(i + 3), (String) answer.get(i + 4), left);
        permit.dialledAt = at;
        permit.callSid = sid.isEmpty() ? null : sid;
        held.put(permit.id, permit);
        LOGGER.info("a call of a process that lost its lease is looked up");
        lookUp(permit);
    }

    private void lookUp(Held permit) {
        Dial dial = Objects.requireNonNull(permit.dial);
        Mono.defer(() -> lookUp.apply(new LostCall(dial.from(), dial.to(), permit.callSid)))
                .switchIfEmpty(Mono.fromSupplier(() -> System.nanoTime() - permit.takenAt > lookUpWithin.toNanos()))
                .onErrorReturn(false)
                .subscribe(ended -> {
                    if (ended || permit.isOver()) {
                        permit.release();
                    } else if (!permit.isLost) {
                        Schedulers.parallel()
                                .schedule(() -> lookUp(permit), lookUpEvery.toNanos(), TimeUnit.NANOSECONDS);
                    }
                });
    }

    // Asking

    /** One question, for as many as wait. An answer after its time is over gives back what it brings. */
    private final class Question {

        private final int wanted;
        private final long first;
        private final long at = System.nanoTime();
        private @Nullable Disposable timeout;

        Question(int wanted, long first) {
            this.wanted = wanted;
            this.first = first;
        }

        void send() {
            timeout = Schedulers.parallel()
                    .schedule(
                            () -> failed(new RedisUnavailableException(
                                    "Redis did not answer within "
                                            + redis.answerTime().toMillis() + " ms",
                                    new TimeoutException())),
                            redis.answerTime().toMillis(),
                            TimeUnit.MILLISECONDS);
            redis.<List<Object>>run(
                            ASK,
                            ScriptOutputType.MULTI,
                            new String[] {live, permits, line},
                            process,
                            String.valueOf(wanted),
                            String.valueOf(most),
                            micros(lease),
                            micros(connectAgain),
                            micros(FALLBACK),
                            String.valueOf(first),
                            channel)
                    .whenComplete((answer, failure) -> {
                        if (failure != null) {
                            failed(new RedisUnavailableException(
                                    "Redis gives no permit for a live call: " + failure.getMessage(), failure));
                        } else {
                            answered((Long) answer.get(0), (Long) answer.get(1), (Long) answer.get(2));
                        }
                    });
        }

        private void answered(long granted, long wait, long limit) {
            stopTimeout();
            most = (int) limit;
            List<Held> some = new ArrayList<>();
            for (long i = 0; i < granted; i++) {
                Held permit = new Held(process + ":" + (first + i), at, false);
                held.put(permit.id, permit);
                some.add(permit);
            }
            synchronized (lock) {
                if (asked == this) {
                    asked = null;
                    if (wait > 0 && turns.size() > granted) {
                        comeBackIn(TimeUnit.MICROSECONDS.toNanos(wait));
                    }
                }
            }
            some.forEach(RedisLiveCalls.this::handOn);
            ask();
        }

        private void failed(RedisUnavailableException failure) {
            stopTimeout();
            List<Turn> refused;
            synchronized (lock) {
                if (asked != this) {
                    return;
                }
                asked = null;
                refused = new ArrayList<>(turns);
                turns.clear();
            }
            refused.forEach(turn -> turn.refused(failure));
        }

        private void stopTimeout() {
            Disposable running = timeout;
            if (running != null) {
                running.dispose();
            }
        }
    }

    private void ask() {
        Question question;
        synchronized (lock) {
            if (asked != null || comeBack != null || turns.isEmpty()) {
                return;
            }
            int wanted = turns.size();
            question = new Question(wanted, nextPermit);
            nextPermit += wanted;
            asked = question;
        }
        question.send();
    }

    /** Under the lock. */
    private void comeBackIn(long nanos) {
        comeBack = Schedulers.parallel().schedule(this::askAtOnce, nanos, TimeUnit.NANOSECONDS);
    }

    private void heard(String news) {
        if (news.equals(process)) {
            askAtOnce();
        } else if (news.equals(TELL)) {
            tell(List.copyOf(held.values()));
        }
    }

    private void askAtOnce() {
        synchronized (lock) {
            if (comeBack != null) {
                comeBack.dispose();
                comeBack = null;
            }
        }
        ask();
    }

    /** A permit for the first who waits; one that nobody wants goes back. */
    private void handOn(Held permit) {
        free.add(permit);
        if (handingOn.getAndIncrement() > 0) {
            return;
        }
        do {
            Held next = Objects.requireNonNull(free.poll());
            try {
                handOnNow(next);
            } catch (Throwable thrown) {
                Operators.onErrorDropped(thrown, Context.empty());
            }
        } while (handingOn.decrementAndGet() > 0);
    }

    private void handOnNow(Held permit) {
        while (true) {
            Turn turn = null;
            synchronized (lock) {
                Iterator<Turn> waiting = turns.iterator();
                if (waiting.hasNext()) {
                    turn = waiting.next();
                    waiting.remove();
                }
            }
            if (turn == null) {
                permit.release();
                return;
            }
            if (turn.granted(permit)) {
                return;
            }
        }
    }

    private static String micros(Duration length) {
        return String.valueOf(TimeUnit.NANOSECONDS.toMicros(length.toNanos()));
    }

    /** One subscriber's place in the line: new, waiting, over; each change one compare-and-set. */
    private final class Turn implements Subscription {

        private static final int NEW = 0;
        private static final int WAITING = 1;
        private static final int OVER = 2;

        private final CoreSubscriber<? super Permit> actual;
        private final AtomicInteger state = new AtomicInteger(NEW);

        Turn(CoreSubscriber<? super Permit> actual) {
            this.actual = actual;
        }

        @Override
        public void request(long n) {
            if (!Operators.validate(n) || !state.compareAndSet(NEW, WAITING)) {
                return;
            }
            synchronized (lock) {
                turns.add(this);
                if (state.get() == OVER) {
                    turns.remove(this);
                }
            }
            ask();
        }

        boolean granted(Held permit) {
            if (!state.compareAndSet(WAITING, OVER)) {
                return false;
            }
            actual.onNext(permit);
            actual.onComplete();
            return true;
        }

        void refused(RedisUnavailableException failure) {
            if (state.compareAndSet(WAITING, OVER)) {
                actual.onError(failure);
            }
        }

        @Override
        public void cancel() {
            if (state.getAndSet(OVER) == WAITING) {
                synchronized (lock) {
                    turns.remove(this);
                }
            }
        }
    }

    /** A permit of this process. */
    private final class Held implements Permit {

        private final String id;
        private final boolean isTaken;
        private final AtomicBoolean released = new AtomicBoolean();
        private final long takenAt;
        private volatile long confirmed;
        private volatile boolean isLost;
        private volatile @Nullable Dial dial;
        private volatile long dialledAt;
        private volatile @Nullable String callSid;

        Held(String id, long confirmed, boolean isTaken) {
            this.id = id;
            this.takenAt = confirmed;
            this.confirmed = confirmed;
            this.isTaken = isTaken;
        }

        @Override
        public void dialling(Dial dialled) {
            dialledAt = System.nanoTime();
            dial = dialled;
            tell(List.of(this));
        }

        @Override
        public void bound(String sid) {
            callSid = sid;
            if (!released.get()) {
                tell(List.of(this));
            }
        }

        /** Counted from before the lease was asked for, so that it is over here before it is over in Redis. */
        @Override
        public boolean holds() {
            return !isLost && !released.get() && System.nanoTime() - confirmed < lease.toNanos();
        }

        boolean isOver() {
            Dial known = dial;
            return known != null
                    && System.nanoTime() - dialledAt > known.longest().toNanos();
        }

        void describe(List<String> arguments) {
            Dial known = dial;
            String sid = callSid;
            arguments.add(id);
            if (known == null) {
                arguments.addAll(List.of("", "", "", ""));
            } else {
                long left = Math.max(0, known.longest().toNanos() - (System.nanoTime() - dialledAt));
                arguments.addAll(List.of(
                        String.valueOf(TimeUnit.NANOSECONDS.toMicros(left)),
                        known.reference(),
                        known.from(),
                        known.to()));
            }
            arguments.add(sid == null ? "" : sid);
        }

        @Override
        public void release() {
            if (released.compareAndSet(false, true)) {
                held.remove(id);
                if (!isLost) {
                    RedisLiveCalls.this.release(List.of(id));
                }
            }
        }
    }

    /** How many this process holds, and how many may live in all. */
    @Override
    public String toString() {
        return "RedisLiveCalls[" + held.size() + " here, " + most + " in all]";
    }
}
