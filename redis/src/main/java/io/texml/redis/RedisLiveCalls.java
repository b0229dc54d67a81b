package io.texml.redis;

import io.lettuce.core.ScriptOutputType;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.LiveCalls;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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

    private final TexmlRedis redis;
    private final Duration connectAgain;
    private final String live;
    private final String[] keys;
    private final GrantNames names = new GrantNames();

    // What has states is in these. Locks nest only so: the questions', then the line's.
    private final Leases leases;

    private final LostCalls lostCalls;
    private final Line<Permit> line;
    private final HandingOn<LivePermit> handingOn;
    private final Questions<LivePermit> questions;

    private volatile int most;

    RedisLiveCalls(
            TexmlRedis redis,
            int most,
            Duration lease,
            Duration lookUpEvery,
            Duration lookUpWithin,
            Duration connectAgain,
            Function<LostCalls.LostCall, Mono<Boolean>> lookUp) {
        this.redis = Objects.requireNonNull(redis, "redis");
        this.connectAgain = connectAgain;
        this.live = redis.key("live");
        this.keys = new String[] {live, redis.key("live:permits"), redis.key("live:line")};
        this.most = checked(most);
        this.leases = new Leases(redis, lease);
        this.lostCalls = new LostCalls(redis, leases, names, lookUpEvery, lookUpWithin, lookUp);
        this.line = new Line<>(this::joined, this::nobodyWaits);
        Spare<LivePermit> none = new Spare<>(Duration.ZERO, Schedulers.parallel(), LivePermit::release);
        this.handingOn = new HandingOn<>(line, none, () -> 0);
        this.questions = new Questions<>(line, handingOn, new ByScript(), redis.answerTime(), Schedulers.parallel());
        redis.listen(live, this::heard);
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
     * @param lease not less than the {@code totalTimeout} of any client, a minute at least, and the same in all processes
     * @param client looks up the calls of processes that died
     */
    public static RedisLiveCalls of(TexmlRedis redis, int most, Duration lease, TexmlClient client) {
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException(
                    "lease must be 60 seconds at least, and not less than the clients' totalTimeout");
        }
        return new RedisLiveCalls(
                redis,
                most,
                lease,
                LOOK_UP_EVERY,
                LOOK_UP_WITHIN,
                CONNECT_AGAIN,
                lost -> LostCalls.hasEnded(client, lost));
    }

    private static int checked(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxLiveCalls must be at least 1, but is " + most);
        }
        return most;
    }

    @Override
    public Mono<Permit> acquire() {
        return line.turn();
    }

    private void joined() {
        handingOn.joined();
        questions.ask();
    }

    private void nobodyWaits() {
        questions.nobodyWaits();
    }

    private void contact() {
        leases.tellAll();
        questions.contact();
    }

    private void heard(String news) {
        if (news.equals(names.process())) {
            questions.called();
        } else if (news.equals(TELL)) {
            leases.tellAll();
        }
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
                    leases.release(List.of());
                }
            });
        } catch (RuntimeException e) {
            LOGGER.warn("Redis was not told how many calls may live: {}", e.toString());
        }
    }

    @Override
    public Duration renewEvery() {
        return leases.length().dividedBy(3);
    }

    /** Renews these, and those that were taken over, and takes over what lapsed. */
    @Override
    public void renew(Collection<? extends Permit> renewed) {
        leases.renew(renewed);
        lostCalls.takeOver();
    }

    private final class ByScript implements Questions.Source<LivePermit> {

        @Override
        public String name() {
            return "permit for a live call";
        }

        @Override
        public CompletionStage<Questions.Answer<LivePermit>> ask(int waiting) {
            long first = names.next(waiting);
            long askedAt = System.nanoTime();
            return redis.<List<Object>>run(
                            ASK,
                            ScriptOutputType.MULTI,
                            keys,
                            names.process(),
                            String.valueOf(waiting),
                            String.valueOf(most),
                            Script.micros(leases.length()),
                            Script.micros(connectAgain),
                            Script.micros(FALLBACK),
                            String.valueOf(first),
                            live)
                    .thenApply(answer -> {
                        most = ((Long) answer.get(2)).intValue();
                        List<LivePermit> granted = LongStream.range(first, first + (Long) answer.get(0))
                                .mapToObj(number -> permit(names.name(number), askedAt))
                                .toList();
                        granted.forEach(leases::hold);
                        return new Questions.Answer<>(granted, TimeUnit.MICROSECONDS.toNanos((Long) answer.get(1)));
                    });
        }

        /** Whoever is next there is called, as this process may have been, in vain. */
        @Override
        public void leave() {
            try {
                redis.commands().hdel(keys[2], names.process()).thenRun(() -> leases.release(List.of()));
            } catch (RuntimeException e) {
                LOGGER.debug("the line in Redis was not left", e);
            }
        }

        private LivePermit permit(String id, long askedAt) {
            return LivePermit.granted(id, askedAt, leases.length(), leases);
        }
    }

    /** How many this process holds, and how many may live in all. */
    @Override
    public String toString() {
        return "RedisLiveCalls[" + leases.count() + " here, " + most + " in all]";
    }
}
