package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.reactor.spi.LiveCalls.Dial;
import io.texml.reactor.spi.LiveCalls.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

class RedisLiveCallsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofMillis(600);
    private static final Duration LOOK_UP_WITHIN = Duration.ofMillis(500);
    private static final Duration CONNECT_AGAIN = Duration.ofMillis(300);
    private static final Dial DIAL = new Dial("reference", "+13120000001", "+13120000002", Duration.ofHours(4));

    private final List<TexmlRedis> connections = new ArrayList<>();
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private final AtomicBoolean isFound = new AtomicBoolean(true);
    private final BlockingQueue<LostCalls.LostCall> lookedUp = new LinkedBlockingQueue<>();
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

    private RedisLiveCalls process(int most, Duration lease) {
        TexmlRedis redis = TexmlRedis.connect(server.uri(), "main");
        connections.add(redis);
        return new RedisLiveCalls(redis, most, lease, Duration.ofMillis(50), LOOK_UP_WITHIN, CONNECT_AGAIN, lost -> {
            lookedUp.add(lost);
            return isFound.get() ? Mono.just(hasEnded.get()) : Mono.empty();
        });
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private long permits() {
        return server.commands().zcard("texml:{main}:live:permits");
    }

    @Test
    void noMoreLiveThanTheLimitOverAllProcessesAndAllAreServed() {
        List<RedisLiveCalls> processes = List.of(process(7, SOON), process(7, SOON), process(7, SOON));
        AtomicInteger live = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Permit> all = Flux.range(0, 7)
                .flatMap(i -> processes.get(i % 3).acquire())
                .collectList()
                .block(SOON);
        all.forEach(Permit::release);

        Flux.range(0, 300)
                .flatMap(
                        i -> processes.get(i % 3).acquire().flatMap(permit -> {
                            most.accumulateAndGet(live.incrementAndGet(), Math::max);
                            return Mono.delay(Duration.ofMillis(i % 7)).doOnNext(over -> {
                                live.decrementAndGet();
                                permit.release();
                            });
                        }),
                        300)
                .blockLast(Duration.ofSeconds(60));

        assertThat(all).hasSize(7);
        assertThat(most.get()).isLessThanOrEqualTo(7);
    }

    @Test
    void processesAreServedInTurn() throws Exception {
        RedisLiveCalls many = process(1, SOON);
        RedisLiveCalls few = process(1, SOON);
        Permit first = many.acquire().block(SOON);
        List<String> order = new ArrayList<>();
        CountDownLatch served = new CountDownLatch(12);
        for (int i = 0; i < 10; i++) {
            many.acquire().subscribe(permit -> note("many", order, served, permit));
        }
        while (server.commands().hlen("texml:{main}:live:line") < 1) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < 2; i++) {
            few.acquire().subscribe(permit -> note("few", order, served, permit));
        }
        while (server.commands().hlen("texml:{main}:live:line") < 2) {
            Thread.onSpinWait();
        }

        first.release();

        assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(order.lastIndexOf("few")).isLessThan(6);
    }

    private static void note(String who, List<String> order, CountDownLatch served, Permit permit) {
        synchronized (order) {
            order.add(who);
        }
        served.countDown();
        permit.release();
    }

    @Test
    void aDeadProcessesPermitComesFreeOnlyAfterItsCallWasLookedUpByAnother() throws Exception {
        RedisLiveCalls dying = process(1, LEASE);
        Permit held = dying.acquire().block(SOON);
        held.dialling(DIAL);
        held.bound("CA1");
        connections.get(0).commands().ping().toCompletableFuture().join();
        connections.get(0).close();
        RedisLiveCalls living = process(1, LEASE);
        CountDownLatch granted = new CountDownLatch(1);
        living.acquire().subscribe(permit -> granted.countDown());

        LostCalls.LostCall lost = null;
        while (lost == null) {
            living.renew(List.of());
            lost = lookedUp.poll(100, TimeUnit.MILLISECONDS);
        }

        assertThat(lost).isEqualTo(new LostCalls.LostCall(DIAL.from(), DIAL.to(), "CA1"));
        lookedUp.take();
        assertThat(granted.getCount()).as("it lives, so it is held").isOne();
        assertThat(permits()).isOne();
        hasEnded.set(true);
        assertThat(granted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aDeadProcessesPermitIsTakenOverThoughTheClockOfRedisWasSetBack() throws Exception {
        RedisLiveCalls dying = process(1, LEASE);
        dying.acquire().block(SOON).dialling(DIAL);
        connections.get(0).commands().ping().toCompletableFuture().join();
        connections.get(0).close();
        // As if it had been heard of nine hours from now.
        String permits = "texml:{main}:live:permits";
        double hours = Duration.ofHours(9).toNanos() / 1e3;
        server.commands()
                .zincrby(
                        permits, hours, server.commands().zrange(permits, 0, -1).get(0));
        RedisLiveCalls living = process(1, LEASE);

        await("it is taken over", () -> {
            living.renew(List.of());
            connections.get(1).commands().ping().toCompletableFuture().join();
            return !lookedUp.isEmpty();
        });
    }

    @Test
    void whoLeavesTheLineOfTheProcessesIsNotCalled() {
        process(1, SOON).acquire().block(SOON);
        RedisLiveCalls other = process(1, SOON);
        String line = "texml:{main}:live:line";
        Disposable waiting = other.acquire().subscribe();
        await("it waits", () -> server.commands().hlen(line) == 1);

        waiting.dispose();
        server.commands().persist(line);

        await("it has left", () -> server.commands().hlen(line) == 0);
    }

    @Test
    void aCallThatIsNotFoundIsLookedForUntilTheApiMustKnowIt() throws Exception {
        isFound.set(false);
        RedisLiveCalls dying = process(1, LEASE);
        dying.acquire().block(SOON).dialling(DIAL);
        connections.get(0).commands().ping().toCompletableFuture().join();
        connections.get(0).close();
        RedisLiveCalls living = process(1, LEASE);
        CountDownLatch granted = new CountDownLatch(1);
        living.acquire().subscribe(permit -> granted.countDown());

        long begin = 0;
        while (lookedUp.isEmpty()) {
            begin = System.nanoTime();
            living.renew(List.of());
            connections.get(1).commands().ping().toCompletableFuture().join();
        }

        assertThat(granted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(LOOK_UP_WITHIN);
    }

    @Test
    void whatLapsedWhileNobodyWasHeardIsNotTakenOverBeforeAllCanHaveTold() {
        RedisLiveCalls one = process(1, LEASE);
        RedisLiveCalls other = process(1, LEASE);
        Permit held = one.acquire().block(SOON);
        other.renew(List.of());
        Mono.delay(LEASE.multipliedBy(2)).block();

        other.renew(List.of());
        connections.get(1).commands().ping().toCompletableFuture().join();
        held.dialling(DIAL);
        connections.get(0).commands().ping().toCompletableFuture().join();

        assertThat(server.commands().zcard("texml:{main}:live:taken")).isZero();
        assertThat(server.commands().hlen("texml:{main}:live:calls")).isOne();
    }

    @Test
    void aPermitUnderWhichNothingWasDialledLapses() throws Exception {
        RedisLiveCalls dying = process(1, LEASE);
        dying.acquire().block(SOON);
        connections.get(0).close();
        RedisLiveCalls living = process(1, LEASE);
        CountDownLatch granted = new CountDownLatch(1);
        living.acquire().subscribe(permit -> granted.countDown());

        while (!granted.await(100, TimeUnit.MILLISECONDS)) {
            living.renew(List.of());
        }

        assertThat(lookedUp).isEmpty();
    }

    @Test
    void aProcessThatLostItsLeaseKnows() throws Exception {
        RedisLiveCalls stopped = process(2, LEASE);
        Permit held = stopped.acquire().block(SOON);
        held.dialling(DIAL);
        assertThat(held.holds()).isTrue();
        RedisLiveCalls other = process(2, LEASE);
        while (lookedUp.isEmpty()) {
            other.renew(List.of());
            lookedUp.poll(50, TimeUnit.MILLISECONDS);
            if (!held.holds()) {
                break;
            }
        }

        assertThat(held.holds()).isFalse();
        while (lookedUp.isEmpty()) {
            other.renew(List.of());
            Thread.onSpinWait();
        }
        stopped.renew(List.of(held));
        connections.get(0).commands().ping().toCompletableFuture().join();
        assertThat(held.holds())
                .as("another has it, so that renewing does not bring it back")
                .isFalse();
        held.release();
        assertThat(permits()).isOne();
    }

    @Test
    void aRenewedLeaseDoesNotLapse() {
        // Longer than a busy machine stands still.
        Duration lease = LEASE.multipliedBy(5);
        RedisLiveCalls process = process(1, lease);
        Permit held = process.acquire().block(SOON);
        held.dialling(DIAL);
        RedisLiveCalls other = process(1, lease);
        long end = System.nanoTime() + lease.multipliedBy(2).toNanos();

        while (System.nanoTime() < end) {
            process.renew(List.of(held));
            other.renew(List.of());
            connections.get(0).commands().ping().toCompletableFuture().join();
            assertThat(held.holds()).isTrue();
        }

        assertThat(lookedUp).isEmpty();
    }

    @Test
    void aRedisThatLostEverythingIsToldWhatIsHeldBeforeAnybodyIsLetThrough() {
        RedisLiveCalls one = process(3, SOON);
        RedisLiveCalls two = process(3, SOON);
        Permit first = one.acquire().block(SOON);
        first.dialling(DIAL);
        two.acquire().block(SOON);
        server.kill();
        assertThatThrownBy(() -> one.acquire().block(SOON)).isInstanceOf(RedisUnavailableException.class);
        assertThat(first.holds()).isTrue();

        server.startAgain();
        one.acquire().retryWhen(Retry.fixedDelay(300, Duration.ofMillis(50))).block(SOON);

        await("all is told", () -> permits() == 3 && server.commands().hlen("texml:{main}:live:calls") == 1);
    }

    @Test
    void aRedisThatWasFlushedIsToldWhatIsHeldBeforeAnybodyIsLetThrough() {
        RedisLiveCalls one = process(3, SOON);
        RedisLiveCalls two = process(3, SOON);
        one.acquire().block(SOON).dialling(DIAL);
        two.acquire().block(SOON);
        connections.get(0).commands().ping().toCompletableFuture().join();

        server.commands().flushall();
        one.acquire().block(SOON);

        await("all is told", () -> permits() == 3 && server.commands().hlen("texml:{main}:live:calls") == 1);
    }

    @Test
    void anEmptyRedisLetsNobodyThroughUntilOthersCanHaveTold() {
        RedisLiveCalls process = process(1, SOON);
        long begin = System.nanoTime();

        process.acquire().block(SOON);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(CONNECT_AGAIN);
    }

    @Test
    void aNewLimitHoldsForAll() throws Exception {
        RedisLiveCalls one = process(1, SOON);
        RedisLiveCalls two = process(1, SOON);
        one.acquire().block(SOON);
        CountDownLatch granted = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            two.acquire().subscribe(permit -> granted.countDown());
        }

        one.most(3);

        assertThat(granted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(two.most()).isEqualTo(3);
    }

    @Test
    void whoDiedBeforeTheClockOfRedisWasSetBackKeepsNobodyWaiting() {
        RedisLiveCalls process = process(2, LEASE);
        process.acquire().block(SOON).release();
        long hourAhead = (Long.parseLong(server.commands().time().get(0)) + 3_600) * 1_000_000;
        String line = "texml:{main}:live:line";
        server.commands().hset(line, "ghost", hourAhead + " " + (hourAhead + 1));

        process.acquire().block(SOON).release();

        assertThat(server.commands().hexists(line, "ghost")).isFalse();
    }

    @Test
    void aPermitThatIsReleasedWhileItIsToldDoesNotComeBack() {
        RedisLiveCalls process = process(1, SOON);
        for (int i = 0; i < 3; i++) {
            Permit permit = process.acquire().block(SOON.dividedBy(2));
            assertThat(permit).isNotNull();
            // The first is told by a script that Redis does not know yet, and so after its release.
            permit.dialling(DIAL);
            permit.release();
            permit.bound("v3:sid");
            permit.dialling(DIAL);
        }

        while (permits() > 0 || server.commands().exists("texml:{main}:live:calls") > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoCancelsLeavesTheLineAndNoPermitIsLost() {
        RedisLiveCalls process = process(1, SOON);
        Permit held = process.acquire().block(SOON);
        for (int i = 0; i < 20; i++) {
            process.acquire().subscribe().dispose();
        }
        held.release();

        process.acquire().block(SOON).release();
        while (permits() > 0) {
            Thread.onSpinWait();
        }
    }
}
