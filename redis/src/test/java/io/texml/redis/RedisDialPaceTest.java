package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ScriptOutputType;
import io.texml.reactor.spi.DialPace.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

class RedisDialPaceTest {

    private static final int DIALS = 150;
    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<TexmlRedis> connections = new ArrayList<>();
    private RedisServer server;

    @BeforeEach
    void start() {
        server = RedisServer.start();
    }

    @AfterEach
    void stop() {
        connections.forEach(TexmlRedis::close);
        if (server != null) {
            server.close();
        }
    }

    private TexmlRedis connect() {
        TexmlRedis redis = TexmlRedis.connect(server.uri(), "main");
        connections.add(redis);
        return redis;
    }

    private RedisDialPace process() {
        return process(DIALS, WINDOW);
    }

    private RedisDialPace process(int dials, Duration window) {
        return RedisDialPace.builder(connect(), dials, window)
                .longestDial(Duration.ofSeconds(5))
                .build();
    }

    /** Takes a slot, uses it and settles it some milliseconds later. */
    private static Mono<Void> dial(RedisDialPace pace, Arrivals arrivals, Random random) {
        return pace.acquire()
                .flatMap(slot -> {
                    long used = System.nanoTime();
                    slot.use();
                    return Mono.delay(Duration.ofMillis(random.nextInt(20))).doOnNext(late -> {
                        arrivals.add(used, System.nanoTime());
                        slot.settled();
                    });
                })
                .then();
    }

    /** An empty Redis grants nothing for a window; this one has had it. */
    private void open(RedisDialPace pace) {
        pace.acquire().doOnNext(Slot::giveBack).block(SOON);
        while (server.commands().zcard("texml:{main}:pace:slots") > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void noWindowHoldsMoreDialsThanAllowedOverAllProcessesAndTheRateIsUsed() {
        List<RedisDialPace> processes = List.of(process(), process(), process());
        Arrivals arrivals = new Arrivals();
        Random random = new Random(1);
        open(processes.get(0));

        Flux.range(0, 900)
                .flatMap(i -> dial(processes.get(i % 3), arrivals, random), 900)
                .blockLast(Duration.ofSeconds(60));

        assertThat(arrivals.size()).isEqualTo(900);
        arrivals.assertNoWindowHoldsMoreThan(DIALS, WINDOW);
        // Five windows lie between the first 150 dials and the last ones, each with an answer time of 20 ms at most.
        assertThat(arrivals.span()).isGreaterThan(WINDOW.multipliedBy(5));
    }

    @Test
    void aDialCostsOneRoundTripAtMostAndTheScriptSaysWhenToComeBack() {
        List<RedisDialPace> processes = List.of(process(), process());
        open(processes.get(0));
        server.commands().configResetstat();
        Arrivals arrivals = new Arrivals();

        Flux.range(0, 600)
                .flatMap(i -> dial(processes.get(i % 2), arrivals, new Random(i)), 600)
                .blockLast(Duration.ofSeconds(60));

        assertThat(calls("evalsha"))
                .as("one to ask and one to settle at most, for each dial")
                .isLessThanOrEqualTo(1_200);
    }

    @Test
    void aDialThatIsAloneAwaitsOneRoundTrip() {
        RedisDialPace pace = process();
        open(pace);
        server.commands().configResetstat();

        for (int i = 0; i < 20; i++) {
            Slot slot = pace.acquire().block(SOON);
            assertThat(calls("evalsha")).as("asked, and not settled yet").isEqualTo(2 * i + 1);
            slot.use();
            slot.settled();
            connections.get(0).commands().ping().toCompletableFuture().join();
        }
    }

    private long calls(String command) {
        String stats = server.commands().info("commandstats");
        String line = TexmlRedis.field(stats, "cmdstat_" + command);
        return line.isEmpty() ? 0 : Long.parseLong(line.replaceAll("calls=(\\d+),.*", "$1"));
    }

    @Test
    void anEmptyRedisGrantsNothingForOneWindow() {
        RedisDialPace pace = process();
        long begin = System.nanoTime();

        Slot slot = pace.acquire().block(SOON);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(WINDOW);
        slot.giveBack();
    }

    @Test
    void aRedisThatWasFlushedGrantsNothingForOneWindow() {
        RedisDialPace pace = process(10, WINDOW);
        Arrivals arrivals = new Arrivals();
        open(pace);
        Flux.range(0, 10).flatMap(i -> dial(pace, arrivals, new Random(i))).blockLast(SOON);
        Slot held = pace.acquire().block(SOON);

        server.commands().flushall();
        Arrivals after = new Arrivals();
        Flux.range(0, 19).flatMap(i -> dial(pace, after, new Random(i))).blockLast(SOON);

        after.assertNoWindowHoldsMoreThan(9, WINDOW);
        held.giveBack();
    }

    @Test
    void aProcessThatWaitsWithFewGetsItsTurnBesideOneThatWaitsWithMany() {
        RedisDialPace many = process(10, WINDOW);
        open(many);
        List<Slot> first =
                Flux.range(0, 10).flatMap(i -> many.acquire()).collectList().block(SOON);
        // The other process waits too, and asks last.
        TexmlRedis redis = connect();
        assertThat(ask(redis, "few", 5, WINDOW)).isZero();
        Queue<Slot> granted = new ConcurrentLinkedQueue<>();
        var waiting = Flux.range(0, 20).flatMap(i -> many.acquire(), 20).subscribe(granted::add);
        while (server.commands().hlen("texml:{main}:pace:line") < 2) {
            Thread.onSpinWait();
        }

        first.forEach(Slot::settled);
        while (granted.size() < 5) {
            Thread.onSpinWait();
        }

        assertThat(ask(redis, "few", 5, WINDOW)).isEqualTo(5);
        assertThat(granted).hasSize(5);
        waiting.dispose();
    }

    /** Asked as two processes ask, one after the other: whoever comes first leaves the other its share. */
    @Test
    void placesAreDealtOutInTurnToThoseWhoWait() {
        TexmlRedis redis = connect();
        assertThat(ask(redis, "many", 20, TENTH)).as("an empty Redis").isZero();
        assertThat(ask(redis, "few", 3, TENTH)).isZero();
        Mono.delay(Duration.ofMillis(150)).block();

        assertThat(ask(redis, "many", 20, TENTH)).isEqualTo(7);
        assertThat(ask(redis, "few", 3, TENTH)).isEqualTo(3);
    }

    private static long ask(TexmlRedis redis, String process, int wanted, Duration window) {
        return (Long) redis.<List<Object>>run(
                        Script.of("pace-ask.lua"),
                        ScriptOutputType.MULTI,
                        new String[] {redis.key("pace"), redis.key("pace:slots"), redis.key("pace:line")},
                        process,
                        String.valueOf(wanted),
                        "10",
                        String.valueOf(window.toMillis() * 1_000),
                        "60000000",
                        "10000000",
                        "0")
                .toCompletableFuture()
                .join()
                .get(0);
    }

    @Test
    void whoIsCancelledLeavesTheLineAndASlotOnItsWayComesBack() {
        RedisDialPace pace = process(1, WINDOW);
        open(pace);
        Slot first = pace.acquire().block(SOON);
        var waiting = pace.acquire().subscribe();
        assertThat(pace.waiting()).isOne();

        waiting.dispose();

        assertThat(pace.waiting()).isZero();
        for (int i = 0; i < 20; i++) {
            pace.acquire().subscribe().dispose();
        }
        first.giveBack();
        Slot next = process(1, WINDOW).acquire().block(SOON);
        assertThat(next).as("no slot was lost").isNotNull();
    }

    @Test
    void slotsOfADeadProcessLapse() {
        RedisDialPace dying = RedisDialPace.builder(connect(), 1, WINDOW)
                .longestDial(Duration.ofMillis(200))
                .build();
        open(dying);
        dying.acquire().block(SOON).use();
        connections.get(0).close();
        long begin = System.nanoTime();

        RedisDialPace living = RedisDialPace.builder(connect(), 1, WINDOW)
                .longestDial(Duration.ofMillis(200))
                .build();
        Slot slot = living.acquire().block(SOON);

        assertThat(slot).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void aSlotThatIsOlderThanADialCanLastIsNotWrittenWith() {
        RedisDialPace pace = RedisDialPace.builder(connect(), 1, WINDOW)
                .longestDial(Duration.ofMillis(1))
                .build();
        Slot slot = pace.acquire().block(SOON);
        Mono.delay(Duration.ofMillis(1_100)).block();

        assertThatThrownBy(slot::use).isInstanceOf(IllegalStateException.class).hasMessageContaining("longestDial");
    }

    @Test
    void flushedScriptsAreLoadedAgain() {
        RedisDialPace pace = process();
        open(pace);
        server.commands().scriptFlush();

        Slot slot = pace.acquire().block(SOON);
        slot.use();
        server.commands().scriptFlush();
        slot.settled();

        assertThat(pace.acquire().block(SOON)).isNotNull();
    }

    @Test
    void dialsFailWhileRedisIsAwayAndGoOnWhenItIsBackAfterAWindow() {
        RedisDialPace pace = process(10, WINDOW);
        Arrivals arrivals = new Arrivals();
        open(pace);
        Flux.range(0, 10).flatMap(i -> dial(pace, arrivals, new Random(i))).blockLast(SOON);
        server.kill();

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> pace.acquire().block(SOON)).isInstanceOf(RedisUnavailableException.class);
        }

        long back = System.nanoTime();
        server.startAgain();
        dial(pace, arrivals, new Random(1))
                .retryWhen(Retry.fixedDelay(300, Duration.ofMillis(50)))
                .block(SOON);
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isGreaterThanOrEqualTo(WINDOW);
        Flux.range(0, 20).flatMap(i -> dial(pace, arrivals, new Random(i))).blockLast(SOON);
        arrivals.assertNoWindowHoldsMoreThan(10, WINDOW);
    }

    @Test
    void aRedisThatAnswersTooLateFailsDialsAndItsLateSlotsComeBack() {
        RedisDialPace pace = process(1, WINDOW);
        open(pace);
        Duration longer = Duration.ofSeconds(6);
        server.commands().clientPause(longer.toMillis());
        long begin = System.nanoTime();

        assertThatThrownBy(() -> pace.acquire().block(SOON))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("did not answer within 2000 ms");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(longer);
        Slot slot = pace.acquire()
                .retryWhen(Retry.fixedDelay(300, Duration.ofMillis(50)))
                .block(SOON);
        assertThat(slot)
                .as("the slot that came late was handed on or came back")
                .isNotNull();
    }

    @Test
    void aFullRedisFailsDialsAndTheyGoOnWhenThereIsRoom() {
        RedisDialPace pace = process();
        open(pace);
        Slot before = pace.acquire().block(SOON);
        before.use();
        server.commands().configSet("maxmemory", "1");

        assertThatThrownBy(() -> pace.acquire().block(SOON))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("OOM");
        before.settled();

        server.commands().configSet("maxmemory", "0");
        assertThat(pace.acquire().block(SOON)).isNotNull();
    }

    @Test
    void aShareBeginsOneWindowAfterContactWasLostAndItsSumIsTakenFromWhatRedisGrants() {
        RedisDialPace one =
                RedisDialPace.builder(connect(), 10, WINDOW).shareWhenAway(2, 2).build();
        open(one);
        Arrivals arrivals = new Arrivals();
        Flux.range(0, 12).flatMap(i -> dial(one, arrivals, new Random(i))).blockLast(SOON);
        assertThat(arrivals.mostIn(WINDOW)).as("six for Redis").isLessThanOrEqualTo(6);
        server.kill();
        long lost = System.nanoTime();

        Arrivals alone = new Arrivals();
        Flux.range(0, 4).flatMap(i -> dial(one, alone, new Random(i))).blockLast(SOON);

        assertThat(Duration.ofNanos(System.nanoTime() - lost)).isGreaterThan(WINDOW.multipliedBy(2));
        assertThat(alone.mostIn(WINDOW)).isLessThanOrEqualTo(2);
        server.startAgain();
        Flux.range(0, 12).flatMap(i -> dial(one, arrivals, new Random(i))).blockLast(SOON);
    }

    /** Its share is enough for whoever comes, so that nobody is left waiting for Redis. */
    @Test
    void aProcessWhoseShareIsEnoughFindsThatRedisIsBack() {
        RedisDialPace pace =
                RedisDialPace.builder(connect(), 10, TENTH).shareWhenAway(2, 2).build();
        open(pace);
        server.kill();
        pace.acquire().block(SOON).giveBack();
        server.startAgain();

        long end = System.nanoTime() + SOON.toNanos();
        while (server.commands().exists("texml:{main}:pace") == 0) {
            assertThat(System.nanoTime()).as("Redis is asked again").isLessThan(end);
            pace.acquire().block(SOON).giveBack();
        }
    }

    @Test
    void aPauseHoldsForAllProcesses() {
        RedisDialPace one = process();
        RedisDialPace two = process();
        open(one);
        open(two);
        Slot taken = two.acquire().block(SOON);
        taken.use();
        taken.settled();
        long begin = System.nanoTime();

        assertThat(one.pause(Duration.ofMillis(700))).isEqualTo(Duration.ofMillis(700));
        Duration least = one.leastWait();
        assertThat(least.plusNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        connections.get(0).commands().ping().toCompletableFuture().join();
        two.acquire().block(SOON);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(690));
    }

    @Test
    void aClockOfRedisThatWasSetBackCostsNoTime() {
        RedisDialPace pace = process(2, WINDOW);
        open(pace);
        Arrivals arrivals = new Arrivals();
        Flux.range(0, 2).flatMap(i -> dial(pace, arrivals, new Random(i))).blockLast(SOON);
        long hour = Duration.ofHours(1).toMillis() * 1_000;
        // As if all so far had happened an hour later than it is now.
        server.commands()
                .hset(
                        "texml:{main}:pace",
                        "now",
                        String.valueOf(Long.parseLong(server.commands().hget("texml:{main}:pace", "now")) + hour));
        for (String slot : server.commands().zrange("texml:{main}:pace:slots", 0, -1)) {
            server.commands().zincrby("texml:{main}:pace:slots", hour, slot);
        }

        Flux.range(0, 4).flatMap(i -> dial(pace, arrivals, new Random(i))).blockLast(SOON);

        arrivals.assertNoWindowHoldsMoreThan(2, WINDOW);
    }
}
