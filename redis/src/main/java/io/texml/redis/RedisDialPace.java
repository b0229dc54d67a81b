package io.texml.redis;

import io.lettuce.core.ScriptOutputType;
import io.texml.policy.DialWindow;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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
    private static final Script PAUSE = Script.of("pace-pause.lua");

    /** How long a slot that was given back may wait for another dial of this process: a dialler looks before it dials. */
    private static final Duration SPARE = Duration.ofMillis(10);

    private static final Duration LONGEST_GRACE = Duration.ofMillis(250);

    private final TexmlRedis redis;
    private final int dials;
    private final Duration window;
    private final Duration longestDial;
    private final String[] keys;
    private final GrantNames names = new GrantNames();

    // What has states is in these. Locks nest only so: the share's, then the line's; the questions', then the line's or
    // the pause's.
    private final PaceSlots slots;

    private final Pause pause = new Pause();
    private final Line<Slot> line;
    private final HandingOn<RedisSlot> handingOn;
    private final Questions<RedisSlot> questions;
    private final @Nullable ShareWhenAway share;

    private RedisDialPace(Builder builder) {
        this.redis = builder.redis;
        this.dials = builder.dials - builder.share * builder.processes;
        this.window = builder.window;
        this.longestDial = builder.longestDial;
        this.keys = new String[] {redis.key("pace"), redis.key("pace:slots"), redis.key("pace:line")};
        this.slots = new PaceSlots(redis, window, lapse());
        this.line = new Line<>(this::joined, this::nobodyWaits);
        Spare<RedisSlot> spare = new Spare<>(SPARE, Schedulers.parallel(), RedisSlot::returnIt);
        this.handingOn = new HandingOn<>(line, spare, pause::left);
        this.questions = new Questions<>(line, handingOn, new ByScript(), redis.answerTime(), Schedulers.parallel());
        this.share = builder.share == 0
                ? null
                : new ShareWhenAway(
                        new DialWindow(builder.share, window),
                        window,
                        line,
                        questions::awaySince,
                        Schedulers.parallel());
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
        return line.turn();
    }

    private void joined() {
        handingOn.joined();
        // Before the share lets them go: were nobody left to ask for, it would never be heard that Redis is back.
        questions.ask();
        openShare();
    }

    private void nobodyWaits() {
        questions.nobodyWaits();
    }

    private void contact() {
        slots.contact();
        questions.contact();
    }

    private void openShare() {
        if (share != null) {
            share.open();
        }
    }

    @Override
    public Duration leastWait() {
        long wait = pause.left();
        if (questions.awaySince().isEmpty()) {
            wait = Math.max(wait, line.size() / dials * window.toNanos());
            wait = Math.max(wait, questions.comesBackIn());
        }
        return Duration.ofNanos(wait);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The other processes hear of it when they ask next. While Redis is away it holds in this process.
     */
    @Override
    public Duration pause(@Nullable Duration retryAfter) {
        Duration length = Pause.length(retryAfter);
        long until = System.nanoTime() + length.toNanos();
        pause.until(until);
        if (share != null) {
            share.pauseUntil(until);
        }
        tellPause(length);
        return length;
    }

    private void tellPause(Duration length) {
        redis.run(PAUSE, ScriptOutputType.INTEGER, new String[] {keys[0]}, Script.micros(length))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOGGER.warn(
                                "other processes do not hear of a pause of the dial pace: {}",
                                RedisUnavailableException.of("Redis is not told", failure)
                                        .getMessage());
                    }
                });
    }

    int waiting() {
        return line.size();
    }

    private final class ByScript implements Questions.Source<RedisSlot> {

        @Override
        public String name() {
            return "slot for a dial";
        }

        @Override
        public CompletionStage<Questions.Answer<RedisSlot>> ask(int waiting) {
            int wanted = Math.min(waiting, dials);
            long first = names.next(wanted);
            List<String> settles = slots.unsettled();
            long askedAt = System.nanoTime();
            String[] arguments = Stream.concat(
                            Stream.of(
                                    names.process(),
                                    String.valueOf(wanted),
                                    String.valueOf(dials),
                                    Script.micros(window),
                                    Script.micros(lapse()),
                                    Script.micros(grace()),
                                    String.valueOf(first)),
                            settles.stream())
                    .toArray(String[]::new);
            return redis.<List<Object>>run(ASK, ScriptOutputType.MULTI, keys, arguments)
                    .thenApply(answer -> {
                        List<String> granted = LongStream.range(first, first + number(answer, 0))
                                .mapToObj(names::name)
                                .toList();
                        slots.answered(granted, settles, number(answer, 2));
                        return new Questions.Answer<>(
                                granted.stream().map(id -> slot(id, askedAt)).toList(),
                                TimeUnit.MICROSECONDS.toNanos(number(answer, 1)));
                    });
        }

        private static long number(List<Object> answer, int index) {
            return (Long) answer.get(index);
        }

        private RedisSlot slot(String id, long askedAt) {
            return new RedisSlot(id, askedAt, longestDial, slots, handingOn::handOn);
        }

        @Override
        public boolean waitsOn() {
            return share != null;
        }

        @Override
        public void unanswered(RedisUnavailableException failure, boolean first) {
            if (first) {
                LOGGER.warn(
                        "no slots for dials from Redis, {}: {}",
                        waitsOn() ? "this process goes on with its share after a window" : "dials fail",
                        failure.getMessage());
            }
            slots.settleLater();
            openShare();
        }

        @Override
        public void leave() {
            try {
                redis.commands().hdel(keys[2], names.process()).exceptionally(failure -> null);
            } catch (RuntimeException e) {
                LOGGER.debug("the line in Redis was not left", e);
            }
        }
    }

    private Duration lapse() {
        return longestDial.plus(RedisSlot.OLDEST_SPARE).plus(window);
    }

    private Duration grace() {
        Duration tenth = window.dividedBy(10);
        return tenth.compareTo(LONGEST_GRACE) < 0 ? tenth : LONGEST_GRACE;
    }

    /** The limits and how many wait here. */
    @Override
    public String toString() {
        return "RedisDialPace[" + dials + " per " + window + ", " + waiting() + " waiting]";
    }
}
