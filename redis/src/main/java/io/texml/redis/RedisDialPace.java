package io.texml.redis;

import io.lettuce.core.ScriptOutputType;
import io.texml.policy.DialWindow;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
 * The dial pace of an account whose dials come from several processes: at most so many dials reach the server in any stretch
 * of so long, counted over all of them, by the clock of Redis. Clocks of the processes do not matter.
 *
 * <pre>{@code
 * TexmlClient client = TexmlClient.builder(credentials)
 *         .dialPace(RedisDialPace.of(redis, 150, Duration.ofSeconds(5)))
 *         .build();
 * }</pre>
 *
 * <p>All processes have to be given the same dials, window and options. Each waits in a line of its own and asks Redis with
 * one script for all who wait there, so a dial costs one awaited round trip at most; Redis says when to come back, and deals
 * places out in turn, one to each process that waits. What ends a slot is sent without waiting for it. A place that is given
 * back is another process's when it asks next, within a window at the latest.
 *
 * <p><b>When a process dies</b>, the slots in its hands take their places until {@link Builder#longestDial} and a window are
 * over. A slot that is older than that is not written with: a process that was stopped for so long fails the dial.
 *
 * <p><b>When Redis is away</b>, is full or answers too late, dials fail at once, or when the answer time is over, as not sent.
 * With {@link Builder#shareWhenAway} each process goes on alone with its share, which begins one window after contact was
 * lost. When Redis is back all goes on by itself. A Redis that was started again or replaced may have forgotten the last
 * slots, so it grants nothing for one window; so does an empty one.
 *
 * <p>Keys: {@code texml:{account}:pace}, a hash, for a week after the last dial; {@code pace:slots}, a sorted set with one
 * entry for each place that is taken, and {@code pace:line}, a hash of processes that wait, until they are over.
 */
public final class RedisDialPace implements DialPace {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.redis");
    private static final Script ASK = Script.of("pace-ask.lua");
    private static final Script SETTLE = Script.of("pace-settle.lua");
    private static final Script RESTORE = Script.of("pace-restore.lua");
    private static final Script PAUSE = Script.of("pace-pause.lua");

    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
    /** An absurd Retry-After must not stop dialling for good. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** How long a slot that was given back may wait for another dial of this process: a dialler looks before it dials. */
    private static final long SPARE_NANOS = Duration.ofMillis(10).toNanos();
    /** From this age on a slot that was given back serves no other dial. */
    private static final Duration OLDEST_SPARE = Duration.ofSeconds(1);

    private static final Duration LONGEST_GRACE = Duration.ofMillis(250);
    private static final Duration TRY_AGAIN = Duration.ofMillis(250);

    private final TexmlRedis redis;
    private final int dials;
    private final Duration window;
    private final Duration longestDial;
    private final @Nullable DialWindow share;
    private final String process = UUID.randomUUID().toString();
    private final String[] keys;
    private final String[] slotKeys;

    /** Guards what follows. Nobody is called under it but the connection, which only sends. */
    private final Object lock = new Object();

    private final Queue<RedisSlot> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger handingOn = new AtomicInteger();

    private final LinkedHashSet<Turn> line = new LinkedHashSet<>();
    /** Slots that Redis may count for this process: granted, and not given back or known to be settled. */
    private final Set<String> held = new LinkedHashSet<>();
    /** Slots that are settled, of which Redis has not heard. */
    private final Set<String> unsettled = new LinkedHashSet<>();

    private @Nullable Question asked;
    private @Nullable Disposable comeBack;
    private long comeBackAt;
    private @Nullable Disposable shareOpens;
    private @Nullable Disposable settlesAgain;
    private @Nullable RedisSlot spare;
    private boolean paused;
    private long pausedUntil;
    private boolean away;
    private long awaySince;
    private long nextSlot;
    private long epoch;

    private RedisDialPace(Builder builder) {
        this.redis = builder.redis;
        this.dials = builder.dials - builder.share * builder.processes;
        this.window = builder.window;
        this.longestDial = builder.longestDial;
        this.share = builder.share == 0 ? null : new DialWindow(builder.share, builder.window);
        this.keys = new String[] {redis.key("pace"), redis.key("pace:slots"), redis.key("pace:line")};
        this.slotKeys = new String[] {keys[0], keys[1]};
        redis.onContact(this::contact);
    }

    /**
     * A pace that fails dials while Redis is away.
     *
     * @param dials of all processes together, at least 1
     * @param window at least a millisecond
     */
    public static RedisDialPace of(TexmlRedis redis, int dials, Duration window) {
        return builder(redis, dials, window).build();
    }

    /**
     * A pace with options.
     *
     * @param dials of all processes together, at least 1
     * @param window at least a millisecond
     */
    public static Builder builder(TexmlRedis redis, int dials, Duration window) {
        return new Builder(redis, dials, window);
    }

    /** Options of a pace, the same in all processes. */
    public static final class Builder {

        private final TexmlRedis redis;
        private final int dials;
        private final Duration window;
        private Duration longestDial = Duration.ofSeconds(60);
        private int share;
        private int processes;

        private Builder(TexmlRedis redis, int dials, Duration window) {
            if (dials < 1 || window.compareTo(Duration.ofMillis(1)) < 0) {
                throw new IllegalArgumentException("a dial pace needs at least 1 dial and a window of 1 ms or more");
            }
            this.redis = Objects.requireNonNull(redis, "redis");
            this.dials = dials;
            this.window = window;
        }

        /**
         * How long after its slot's grant a dial may still be under way: the {@code totalTimeout} of the clients at least,
         * which is 60 seconds by default, as is this. Slots of a dead process are free after it and a window.
         */
        public Builder longestDial(Duration longestDial) {
            if (longestDial.isNegative() || longestDial.isZero()) {
                throw new IllegalArgumentException(
                        "longestDial must be more than zero, as the clients' totalTimeout is");
            }
            this.longestDial = longestDial;
            return this;
        }

        /**
         * Lets each process dial alone while Redis is away, at a pace of so many dials in a window. Redis grants that much less
         * at all times ({@code dialsPerProcess * processes}), so that the sum is kept whoever is cut off.
         *
         * @param dialsPerProcess at least 1
         * @param processes how many processes there are at most
         * @throws IllegalArgumentException when nothing is left for Redis to grant
         */
        public Builder shareWhenAway(int dialsPerProcess, int processes) {
            if (dialsPerProcess < 1 || processes < 1 || (long) dialsPerProcess * processes >= dials) {
                throw new IllegalArgumentException("shareWhenAway takes " + dialsPerProcess + " * " + processes + " of "
                        + dials + " dials, but both must be at least 1 and one dial must be left for Redis");
            }
            this.share = dialsPerProcess;
            this.processes = processes;
            return this;
        }

        /** The pace, which asks Redis nothing before its first dial. */
        public RedisDialPace build() {
            return new RedisDialPace(this);
        }
    }

    @Override
    public Mono<Slot> acquire() {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Slot> actual) {
                actual.onSubscribe(new Turn(actual));
            }
        };
    }

    @Override
    public Duration leastWait() {
        synchronized (lock) {
            long now = System.nanoTime();
            long wait = pauseLeft(now);
            if (!away) {
                wait = Math.max(wait, line.size() / dials * window.toNanos());
                if (comeBack != null && !line.isEmpty()) {
                    wait = Math.max(wait, comeBackAt - now);
                }
            }
            return Duration.ofNanos(wait);
        }
    }

    private long pauseLeft(long now) {
        paused = paused && pausedUntil - now > 0;
        return paused ? pausedUntil - now : 0;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The other processes hear of it when they ask next. While Redis is away it holds in this process.
     */
    @Override
    public Duration pause(@Nullable Duration retryAfter) {
        Duration length = Objects.requireNonNullElse(retryAfter, USUAL_PAUSE);
        if (length.isZero()) {
            length = USUAL_PAUSE;
        } else if (length.compareTo(LONGEST_PAUSE) > 0) {
            length = LONGEST_PAUSE;
        }
        synchronized (lock) {
            long until = System.nanoTime() + length.toNanos();
            if (!paused || until - pausedUntil > 0) {
                paused = true;
                pausedUntil = until;
            }
            if (share != null) {
                share.pauseUntil(until);
            }
        }
        tellPause(length);
        return length;
    }

    private void tellPause(Duration length) {
        redis.run(PAUSE, ScriptOutputType.INTEGER, new String[] {keys[0]}, micros(length))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOGGER.warn("other processes do not hear of a pause of the dial pace: {}", named(failure));
                    }
                });
    }

    int waiting() {
        synchronized (lock) {
            return line.size();
        }
    }

    // Asking

    /** One question, for as many as wait. An answer after its time is over gives back what it brings. */
    private final class Question {

        private final int wanted;
        private final long first;
        private final long at = System.nanoTime();
        private final List<String> settles;
        private @Nullable Disposable timeout;

        Question(int wanted, long first, List<String> settles) {
            this.wanted = wanted;
            this.first = first;
            this.settles = settles;
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
            String[] arguments = Stream.concat(
                            Stream.of(
                                    process,
                                    String.valueOf(wanted),
                                    String.valueOf(dials),
                                    micros(window),
                                    micros(lapse()),
                                    micros(grace()),
                                    String.valueOf(first)),
                            settles.stream())
                    .toArray(String[]::new);
            redis.<List<Object>>run(ASK, ScriptOutputType.MULTI, keys, arguments)
                    .whenComplete((answer, failure) -> {
                        if (failure != null) {
                            failed(unavailable(failure));
                        } else {
                            answered(number(answer, 0), number(answer, 1), number(answer, 2));
                        }
                    });
        }

        private static long number(List<Object> answer, int index) {
            return (Long) answer.get(index);
        }

        private void answered(long granted, long wait, long answeredEpoch) {
            stopTimeout();
            List<RedisSlot> slots = new ArrayList<>();
            for (long i = 0; i < granted; i++) {
                slots.add(new RedisSlot(process + ":" + (first + i), at));
            }
            boolean forgotten;
            synchronized (lock) {
                slots.forEach(slot -> held.add(slot.id));
                held.removeAll(settles);
                forgotten = epoch != 0 && epoch != answeredEpoch;
                epoch = answeredEpoch;
                away = false;
                if (asked == this) {
                    asked = null;
                    if (wait >= 0 && !line.isEmpty()) {
                        comeBackIn(TimeUnit.MICROSECONDS.toNanos(wait));
                    }
                }
            }
            if (forgotten) {
                restore();
            }
            for (RedisSlot slot : slots) {
                handOn(slot);
            }
            ask();
        }

        void failed(RedisUnavailableException failure) {
            stopTimeout();
            List<Turn> refused = List.of();
            synchronized (lock) {
                unsettled.addAll(settles);
                if (asked != this) {
                    return;
                }
                asked = null;
                if (!away) {
                    away = true;
                    awaySince = System.nanoTime();
                    LOGGER.warn(
                            "no slots for dials from Redis, {}: {}",
                            share == null ? "dials fail" : "this process goes on with its share after a window",
                            failure.getMessage());
                }
                if (share == null) {
                    refused = new ArrayList<>(line);
                    line.clear();
                } else if (!line.isEmpty()) {
                    comeBackIn(TRY_AGAIN.toNanos());
                }
            }
            settleAgainLater();
            for (Turn turn : refused) {
                turn.refused(failure);
            }
            openShare();
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
            if (asked != null || comeBack != null || line.isEmpty()) {
                return;
            }
            long pause = pauseLeft(System.nanoTime());
            if (pause > 0) {
                comeBackIn(pause);
                return;
            }
            int wanted = Math.min(line.size(), dials);
            question = new Question(wanted, nextSlot, new ArrayList<>(unsettled));
            unsettled.clear();
            nextSlot += wanted;
            asked = question;
        }
        question.send();
    }

    /** Under the lock. */
    private void comeBackIn(long nanos) {
        if (comeBack != null) {
            comeBack.dispose();
        }
        comeBackAt = System.nanoTime() + nanos;
        comeBack = Schedulers.parallel()
                .schedule(
                        () -> {
                            synchronized (lock) {
                                comeBack = null;
                            }
                            ask();
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
    }

    /**
     * A slot for the first who waits; else it is kept for a moment. One that is given back from within a grant waits for the
     * loop further up, as calls within calls would go ever deeper.
     */
    private void handOn(RedisSlot slot) {
        free.add(slot);
        if (handingOn.getAndIncrement() > 0) {
            return;
        }
        do {
            RedisSlot next = Objects.requireNonNull(free.poll());
            try {
                handOnNow(next);
            } catch (Throwable thrown) {
                Operators.onErrorDropped(thrown, Context.empty());
            }
        } while (handingOn.decrementAndGet() > 0);
    }

    private void handOnNow(RedisSlot slot) {
        while (true) {
            Turn turn;
            boolean wait;
            RedisSlot other = null;
            synchronized (lock) {
                wait = pauseLeft(System.nanoTime()) > 0;
                turn = wait ? null : poll();
                if (turn == null && !wait) {
                    other = spare;
                    spare = slot;
                }
            }
            if (turn == null) {
                if (other != null) {
                    other.returnIt();
                }
                if (wait) {
                    slot.returnIt();
                } else {
                    slot.returnSoon();
                }
                return;
            }
            if (turn.granted(slot)) {
                return;
            }
        }
    }

    /** Under the lock. */
    private @Nullable Turn poll() {
        Iterator<Turn> turns = line.iterator();
        if (!turns.hasNext()) {
            return null;
        }
        Turn first = turns.next();
        turns.remove();
        return first;
    }

    /** There is a connection again, to a Redis that may know nothing. */
    private void contact() {
        restore();
        settleAgain();
        synchronized (lock) {
            if (away && comeBack != null) {
                comeBack.dispose();
                comeBack = null;
            }
        }
        ask();
    }

    private void restore() {
        List<String> slots;
        synchronized (lock) {
            slots = new ArrayList<>(held);
            slots.removeAll(unsettled);
        }
        if (!slots.isEmpty()) {
            redis.run(RESTORE, ScriptOutputType.INTEGER, slotKeys, withSlots(micros(lapse()), slots));
        }
    }

    // Settling

    private void settle(List<String> slots) {
        redis.run(SETTLE, ScriptOutputType.INTEGER, slotKeys, withSlots(micros(window), slots))
                .whenComplete((done, failure) -> {
                    synchronized (lock) {
                        if (failure == null) {
                            slots.forEach(held::remove);
                            return;
                        }
                        unsettled.addAll(slots);
                    }
                    settleAgainLater();
                });
    }

    private void settleAgainLater() {
        synchronized (lock) {
            if (!unsettled.isEmpty() && settlesAgain == null) {
                settlesAgain = Schedulers.parallel().schedule(this::settleAgain, 1, TimeUnit.SECONDS);
            }
        }
    }

    private void settleAgain() {
        List<String> slots;
        synchronized (lock) {
            if (settlesAgain != null) {
                settlesAgain.dispose();
                settlesAgain = null;
            }
            slots = new ArrayList<>(unsettled);
            unsettled.clear();
        }
        if (!slots.isEmpty()) {
            settle(slots);
        }
    }

    private String[] withSlots(String time, List<String> slots) {
        return Stream.concat(Stream.of(time, String.valueOf(2 * lapse().toMillis())), slots.stream())
                .toArray(String[]::new);
    }

    private Duration lapse() {
        return longestDial.plus(OLDEST_SPARE).plus(window);
    }

    private Duration grace() {
        Duration tenth = window.dividedBy(10);
        return tenth.compareTo(LONGEST_GRACE) < 0 ? tenth : LONGEST_GRACE;
    }

    private static String micros(Duration length) {
        return String.valueOf(TimeUnit.NANOSECONDS.toMicros(length.toNanos()));
    }

    private static RedisUnavailableException unavailable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new RedisUnavailableException("Redis gives no slot for a dial: " + cause.getMessage(), cause);
    }

    private static String named(Throwable failure) {
        return String.valueOf(unavailable(failure).getMessage());
    }

    // The share

    /** Lets those go whom the share allows, while Redis is away. */
    private void openShare() {
        if (share == null) {
            return;
        }
        List<Turn> granted = new ArrayList<>();
        synchronized (lock) {
            if (shareOpens != null) {
                shareOpens.dispose();
                shareOpens = null;
            }
            long now = System.nanoTime();
            while (away && !line.isEmpty()) {
                long wait = awaySince + window.toNanos() - now;
                if (wait <= 0) {
                    wait = share.tryReserve(now);
                }
                if (wait > 0) {
                    if (wait != Long.MAX_VALUE) {
                        shareOpens = Schedulers.parallel().schedule(this::openShare, wait, TimeUnit.NANOSECONDS);
                    }
                    break;
                }
                granted.add(Objects.requireNonNull(poll()));
            }
        }
        for (Turn turn : granted) {
            ShareSlot slot = new ShareSlot(share);
            if (!turn.granted(slot)) {
                slot.giveBack();
            }
        }
    }

    /**
     * One subscriber's place in the line. States, each change one compare-and-set: {@code NEW}; {@code WAITING}, from the
     * demand on; {@code OVER}, granted, refused or cancelled, whichever came first.
     */
    private final class Turn implements Subscription {

        private static final int NEW = 0;
        private static final int WAITING = 1;
        private static final int OVER = 2;

        private final CoreSubscriber<? super Slot> actual;
        private final AtomicInteger state = new AtomicInteger(NEW);

        Turn(CoreSubscriber<? super Slot> actual) {
            this.actual = actual;
        }

        @Override
        public void request(long n) {
            if (!Operators.validate(n) || !state.compareAndSet(NEW, WAITING)) {
                return;
            }
            RedisSlot kept;
            boolean alone;
            synchronized (lock) {
                kept = line.isEmpty() && pauseLeft(System.nanoTime()) == 0 ? spare : null;
                spare = kept == null ? spare : null;
                if (kept == null) {
                    line.add(this);
                    if (state.get() == OVER) {
                        line.remove(this);
                    }
                }
                alone = away;
            }
            if (kept != null) {
                if (!granted(kept)) {
                    handOn(kept);
                }
                return;
            }
            if (alone) {
                openShare();
            }
            ask();
        }

        /** False when it has left. */
        boolean granted(Slot slot) {
            if (!state.compareAndSet(WAITING, OVER)) {
                return false;
            }
            actual.onNext(slot);
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
            if (state.getAndSet(OVER) != WAITING) {
                return;
            }
            boolean nobodyWaits;
            synchronized (lock) {
                Disposable running = comeBack;
                nobodyWaits = line.remove(this) && line.isEmpty() && running != null;
                if (nobodyWaits && running != null) {
                    running.dispose();
                    comeBack = null;
                }
            }
            if (nobodyWaits) {
                leave();
            }
        }
    }

    /** Redis need not keep places for this process. */
    private void leave() {
        try {
            redis.commands().hdel(keys[2], process).exceptionally(failure -> null);
        } catch (RuntimeException e) {
            LOGGER.debug("the line in Redis was not left", e);
        }
    }

    /** A place that Redis granted. */
    private final class RedisSlot implements Slot {

        private final String id;
        private final long asked;

        RedisSlot(String id, long asked) {
            this.id = id;
            this.asked = asked;
        }

        private Duration age() {
            return Duration.ofNanos(System.nanoTime() - asked);
        }

        /** Throws when the process was stopped for so long that the place may be another's. */
        @Override
        public void use() {
            if (age().compareTo(longestDial.plus(OLDEST_SPARE)) > 0) {
                throw new IllegalStateException("the slot of the dial pace is older than longestDial, nothing is sent");
            }
        }

        @Override
        public void settled() {
            settle(List.of(id));
        }

        @Override
        public void giveBack() {
            if (age().compareTo(OLDEST_SPARE) < 0) {
                handOn(this);
            } else {
                returnIt();
            }
        }

        void returnSoon() {
            Schedulers.parallel()
                    .schedule(
                            () -> {
                                synchronized (lock) {
                                    if (spare != this) {
                                        return;
                                    }
                                    spare = null;
                                }
                                returnIt();
                            },
                            SPARE_NANOS,
                            TimeUnit.NANOSECONDS);
        }

        private void returnIt() {
            synchronized (lock) {
                held.remove(id);
            }
            try {
                redis.commands().zrem(keys[1], id).exceptionally(failure -> null);
            } catch (RuntimeException e) {
                LOGGER.debug("a slot that Redis does not take back lapses", e);
            }
        }
    }

    /** A place of this process alone. */
    private final class ShareSlot implements Slot {

        private static final int GRANTED = 0;
        private static final int USED = 1;
        private static final int OVER = 2;

        private final DialWindow from;
        private final AtomicInteger state = new AtomicInteger(GRANTED);

        ShareSlot(DialWindow from) {
            this.from = from;
        }

        @Override
        public void use() {
            if (state.compareAndSet(GRANTED, USED)) {
                synchronized (lock) {
                    from.use();
                }
            }
        }

        @Override
        public void settled() {
            use();
            if (state.compareAndSet(USED, OVER)) {
                synchronized (lock) {
                    from.settle(System.nanoTime());
                }
                openShare();
            }
        }

        @Override
        public void giveBack() {
            if (state.compareAndSet(GRANTED, OVER)) {
                synchronized (lock) {
                    from.giveBack();
                }
                openShare();
            }
        }
    }

    /** The limits and how many wait here. */
    @Override
    public String toString() {
        return "RedisDialPace[" + dials + " per " + window + ", " + waiting() + " waiting]";
    }
}
