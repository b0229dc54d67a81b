package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.Range;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.protocol.CommandType;
import io.texml.callbacks.CallProgress;
import io.texml.callbacks.Callback;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackRequest;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class RedisCallbackEventsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String STREAM = "texml:{main}:events";
    private static final String COUNT = "texml:{main}:events:count";

    private final RedisServer server = RedisServer.start();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Log log = new Log();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        log.close();
        server.close();
    }

    private TexmlRedis connect() {
        return connect(server.uri());
    }

    private TexmlRedis connect(RedisURI uri) {
        TexmlRedis redis = TexmlRedis.connect(uri, "main");
        open.add(redis);
        return redis;
    }

    private RedisCallbackEvents process() {
        return opened(RedisCallbackEvents.of(connect()));
    }

    private RedisCallbackEvents opened(RedisCallbackEvents events) {
        open.add(0, events);
        return events;
    }

    /** Hears everything on the thread that reads. */
    private RedisCallbackEvents process(int length, Duration age) {
        return opened(RedisCallbackEvents.builder(connect())
                .kept(length, age)
                .memory(InMemoryCallbackEvents.builder()
                        .deliverOn(Schedulers.immediate())
                        .build())
                .build());
    }

    private static BlockingQueue<Callback> hear(Flux<? extends Callback> events) {
        BlockingQueue<Callback> heard = new LinkedBlockingQueue<>();
        events.subscribe(heard::add);
        return heard;
    }

    private static Callback next(BlockingQueue<Callback> heard) throws InterruptedException {
        Callback next = heard.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(next).as("the next event").isNotNull();
        return next;
    }

    private static void assertHears(BlockingQueue<Callback> heard, int first, int count) throws InterruptedException {
        for (int sequence = first; sequence < first + count; sequence++) {
            assertThat(next(heard).sequenceNumber()).isEqualTo(sequence);
        }
        assertThat(heard).isEmpty();
    }

    private static void publish(RedisCallbackEvents events, int first, int count) {
        for (int sequence = first; sequence < first + count; sequence++) {
            events.publish(Callbacks.progress("a", sequence)).block(SOON);
        }
    }

    /** As the platform does when it was answered with an error. */
    private static void publishUntilItIsTaken(RedisCallbackEvents events, Callback callback) {
        events.publish(callback)
                .onErrorResume(RedisUnavailableException.class, away -> Mono.delay(Duration.ofMillis(20))
                        .then(Mono.error(away)))
                .retry()
                .block(SOON);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Blocks what reads in its first event, until it is let go. */
    private static CountDownLatch block(RedisCallbackEvents events, RedisCallbackEvents publisher)
            throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        events.ofCall("block").take(1).subscribe(callback -> {
            blocked.countDown();
            hold(go);
        });
        publisher.publish(Callbacks.progress("block", 1)).block(SOON);
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
        return go;
    }

    /** Blocks a thread that must not; {@link BlocksOnPurpose} names it. */
    static void hold(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void killConnections() {
        server.commands().clientKill(KillArgs.Builder.typeNormal().skipme());
    }

    // Who hears what

    @Test
    void whatAnyProcessReceivedEachHearsInItsOrder() throws Exception {
        RedisCallbackEvents one = process();
        RedisCallbackEvents two = process();
        BlockingQueue<Callback> atOne = hear(one.ofCall("a"));
        BlockingQueue<Callback> atTwo = hear(two.on(CallProgress.class));

        for (int i = 0; i < 200; i++) {
            publish(i % 3 == 0 ? one : two, i, 1);
        }

        assertHears(atOne, 0, 200);
        assertHears(atTwo, 0, 200);
    }

    @Test
    void itIsTheSameCallbackInEveryProcess() throws Exception {
        RedisCallbackEvents one = process();
        BlockingQueue<Callback> heard = hear(process().ofReference("order-1"));
        Callback callback =
                Callbacks.read("texml-reference=order-1&own=b", Callbacks.form("a", 1) + "&New=%C3%B6&New=2");

        one.publish(callback).block(SOON);

        assertThat(next(heard)).isEqualTo(callback).isNotSameAs(callback);
    }

    @Test
    void aRepeatIsToldToNobodyTwiceWhicheverProcessGetsIt() throws Exception {
        RedisCallbackEvents one = process();
        RedisCallbackEvents two = process();
        BlockingQueue<Callback> heard = hear(two.all());

        publish(one, 1, 1);
        publish(two, 1, 1);
        publish(one, 2, 1);

        assertHears(heard, 1, 2);
        assertThat(two.load().memory().repeats()).isOne();
    }

    @Test
    void publishingIsLazy() throws Exception {
        RedisCallbackEvents events = process();
        BlockingQueue<Callback> heard = hear(events.all());

        Mono<Void> notSubscribed = events.publish(Callbacks.progress("a", 1));
        publish(events, 2, 1);

        assertHears(heard, 2, 1);
        notSubscribed.block(SOON);
        assertHears(heard, 1, 1);
    }

    @Test
    void whatIsPublishedAtOnceAfterItWasMadeIsHeard() throws Exception {
        for (int round = 0; round < 20; round++) {
            RedisCallbackEvents other = opened(RedisCallbackEvents.of(connect()));
            BlockingQueue<Callback> heard = hear(other.ofCall("a"));
            publish(other, round, 1);
            assertHears(heard, round, 1);
        }
    }

    @Test
    void whatWasPublishedBeforeIsNotHeard() throws Exception {
        RedisCallbackEvents one = process();
        publish(one, 1, 3);
        RedisCallbackEvents two = process();
        BlockingQueue<Callback> heard = hear(two.ofCall("a"));

        publish(one, 4, 1);

        assertHears(heard, 4, 1);
    }

    @Test
    void aLateSubscriberGetsTheRecentEventsOfItsCall() throws Exception {
        RedisCallbackEvents one = process();
        RedisCallbackEvents two = process();
        publish(one, 1, 3);
        await("all are read", () -> two.load().read() == 3);

        assertHears(hear(two.ofCall("a")), 1, 3);
    }

    @Test
    void aSlowSubscriberHarmsItselfAlone() throws Exception {
        RedisCallbackEvents events = opened(RedisCallbackEvents.builder(connect())
                .memory(InMemoryCallbackEvents.builder().waiting(10).build())
                .build());
        BaseSubscriber<Callback> slow = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                // It asks for nothing.
            }
        };
        events.all().subscribe(slow);

        publish(events, 1, 100);
        await("all are read", () -> events.load().read() == 100);

        assertThat(events.load().memory().lost()).isEqualTo(90);
        slow.cancel();
    }

    @Test
    void severalMayBeInOneProcess() throws Exception {
        TexmlRedis redis = connect();
        RedisCallbackEvents one = opened(RedisCallbackEvents.of(redis));
        RedisCallbackEvents two = opened(RedisCallbackEvents.of(redis));
        BlockingQueue<Callback> heard = hear(two.ofCall("a"));

        publish(one, 1, 1);
        one.close();
        publish(two, 2, 1);

        assertHears(heard, 1, 2);
    }

    @Test
    void anotherAccountHearsNothing() throws Exception {
        TexmlRedis redis = TexmlRedis.connect(server.uri(), "other");
        open.add(redis);
        RedisCallbackEvents other = opened(RedisCallbackEvents.of(redis));
        RedisCallbackEvents events = process();
        BlockingQueue<Callback> heard = hear(other.all());

        publish(events, 1, 1);
        publish(other, 2, 1);

        assertHears(heard, 2, 1);
    }

    // When something fails

    @Test
    void nothingIsLostWhenConnectionsAreCut() throws Exception {
        RedisCallbackEvents one = process();
        RedisCallbackEvents two = process();
        BlockingQueue<Callback> heard = hear(two.ofCall("a"));

        for (int i = 0; i < 100; i++) {
            if (i % 10 == 5) {
                killConnections();
            }
            publishUntilItIsTaken(one, Callbacks.progress("a", i));
        }

        assertHears(heard, 0, 100);
        assertThat(two.load().missed()).isZero();
        assertThat(log.lines()).noneMatch(line -> line.contains("lost") || line.contains("trimmed"));
    }

    @Test
    void goesOnWithARedisThatLostEverything() throws Exception {
        RedisCallbackEvents one = process();
        RedisCallbackEvents two = process();
        BlockingQueue<Callback> heard = hear(two.ofCall("a"));
        publish(one, 1, 3);
        assertHears(heard, 1, 3);

        server.kill();
        assertThatThrownBy(() -> publish(one, 4, 1)).isInstanceOf(RedisUnavailableException.class);
        server.startAgain();
        publishUntilItIsTaken(one, Callbacks.progress("a", 4));

        assertHears(heard, 4, 1);
        await(
                "both say it",
                () -> log.lines().stream()
                                .filter(line -> line.contains("began anew"))
                                .count()
                        == 2);
    }

    @Test
    void whatRedisKeptOverARestartIsHeard(@TempDir Path directory) throws Exception {
        try (RedisServer kept = RedisServer.start(
                "--dir",
                directory.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--slowlog-log-slower-than",
                "0",
                "--slowlog-max-len",
                "10000")) {
            RedisCallbackEvents one = opened(RedisCallbackEvents.of(connect(kept.uri())));
            RedisCallbackEvents two = opened(RedisCallbackEvents.builder(connect(kept.uri()))
                    .memory(InMemoryCallbackEvents.builder()
                            .deliverOn(Schedulers.immediate())
                            .build())
                    .build());
            BlockingQueue<Callback> heard = hear(two.ofCall("a"));
            CountDownLatch go = block(two, one);
            publish(one, 1, 100);

            kept.kill();
            go.countDown();
            await(
                    "both say it",
                    () -> log.lines().stream()
                                    .filter(line -> line.contains("not read from Redis"))
                                    .count()
                            == 2);
            kept.startAgain();
            publishUntilItIsTaken(one, Callbacks.progress("a", 101));

            assertHears(heard, 1, 101);
            assertThat(two.load().missed()).isZero();
            // It may have been large events that took too long.
            assertThat(String.valueOf(kept.commands().slowlogGet(10_000)))
                    .contains("COUNT, 1,", "COUNT, 2,", "COUNT, 50,");
            await("it is said", () -> log.lines().stream().anyMatch(line -> line.contains("was started again")));
            for (AutoCloseable each : open) {
                each.close();
            }
        }
    }

    @Test
    void publishingFailsWithinTheAnswerTimeAndIsHeardOnceWhenRedisGoesOn() throws Exception {
        RedisURI uri = server.uri();
        uri.setTimeout(Duration.ofSeconds(1));
        RedisCallbackEvents events = opened(RedisCallbackEvents.of(connect(uri)));
        BlockingQueue<Callback> heard = hear(events.ofCall("a"));
        server.commands().clientPause(3_000);

        long before = System.nanoTime();
        assertThatThrownBy(() -> publish(events, 1, 1))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("did not answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        publishUntilItIsTaken(events, Callbacks.progress("a", 1));
        publishUntilItIsTaken(events, Callbacks.progress("a", 2));

        assertHears(heard, 1, 2);
    }

    @Test
    void withAShortTimeoutItWaitsForEventsAllTheSame() throws Exception {
        RedisURI uri = server.uri();
        uri.setTimeout(Duration.ofMillis(900));
        RedisCallbackEvents events = opened(RedisCallbackEvents.of(connect(uri)));
        BlockingQueue<Callback> heard = hear(events.ofCall("a"));

        await("nothing came several times", () -> TexmlRedis.field(
                        server.commands().info("commandstats"), "cmdstat_xread")
                .matches("calls=([5-9]|\\d\\d).*"));
        publish(events, 1, 1);

        assertHears(heard, 1, 1);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aFullRedisRefusesAndHearsTheRepeat() throws Exception {
        RedisCallbackEvents events = process();
        BlockingQueue<Callback> heard = hear(events.ofCall("a"));
        server.commands().configSet("maxmemory", "1");

        assertThatThrownBy(() -> publish(events, 1, 1))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("OOM");
        server.commands().configSet("maxmemory", "0");
        publish(events, 1, 1);

        assertHears(heard, 1, 1);
        assertThat(server.commands().get(COUNT)).isEqualTo("1");
    }

    @Test
    void whatWasTrimmedBeforeItWasReadIsSaidOnceAndReadingGoesOn() throws Exception {
        RedisCallbackEvents one = process(1, Duration.ofMinutes(5));
        RedisCallbackEvents two = process(1, Duration.ofMinutes(5));
        BlockingQueue<Callback> heard = hear(two.ofCall("a"));
        CountDownLatch go = block(two, one);
        publish(one, 1, 500);
        long left = server.commands().xlen(STREAM);
        go.countDown();

        assertHears(heard, (int) (501 - left), (int) left);
        assertThat(left).isBetween(1L, 150L);
        assertThat(two.load().missed()).isEqualTo(500 - left);
        assertThat(log.lines())
                .containsOnlyOnce((500 - left)
                        + " events were trimmed from Redis before they were read; the next are counted until this process has"
                        + " caught up");
    }

    @Test
    void aFlushedStreamIsSaidAndReadingGoesOn() throws Exception {
        RedisCallbackEvents events = process();
        BlockingQueue<Callback> heard = hear(events.ofCall("a"));
        publish(events, 1, 3);
        assertHears(heard, 1, 3);

        server.commands().flushall();
        publish(events, 4, 2);

        assertHears(heard, 4, 2);
        assertThat(log.lines())
                .containsExactly("the stream of events in Redis began anew; what was not read of the old one is lost");
    }

    @Test
    void anEmptyStreamIsNoticedThoughNothingComes() throws Exception {
        RedisCallbackEvents events = process();
        publish(events, 1, 1);
        await("it is read", () -> events.load().read() == 1);

        server.commands().flushall();

        await("it is said", () -> log.lines().size() == 1);
        BlockingQueue<Callback> heard = hear(events.ofCall("a"));
        assertHears(heard, 1, 1);
        publish(events, 2, 1);
        assertHears(heard, 2, 1);
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void aStreamWithLowerIdsIsReadFromItsBeginning() throws Exception {
        RedisCallbackEvents events = process();
        BlockingQueue<Callback> heard = hear(events.ofCall("a"));
        publish(events, 1, 1);
        assertHears(heard, 1, 1);
        Map<String, String> entry =
                server.commands().xrange(STREAM, Range.unbounded()).get(0).getBody();

        server.commands().del(STREAM);
        server.commands()
                .xadd(
                        STREAM,
                        XAddArgs.Builder.minId("0").id("5-1"),
                        Map.of(
                                "number",
                                "1",
                                "callback",
                                entry.get("callback")
                                        .replace("\"SequenceNumber\":[\"1\"]", "\"SequenceNumber\":[\"7\"]")));

        assertHears(heard, 7, 1);
        assertThat(log.lines()).hasSize(1).first().asString().contains("began anew");
    }

    @Test
    void anEntryThatCannotBeReadIsSkippedAndSaidWithoutIt() throws Exception {
        RedisCallbackEvents events = process();
        BlockingQueue<Callback> heard = hear(events.ofCall("a"));

        server.commands().xadd(STREAM, Map.of("number", "1", "callback", "{\"version\":2,\"secret\":1}"));
        server.commands().xadd(STREAM, Map.of("secret", "secret"));
        server.commands().xadd(STREAM, Map.of("number", "secret", "callback", "secret"));
        publish(events, 1, 2);

        assertHears(heard, 1, 2);
        assertThat(events.load().unreadable()).isEqualTo(3);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("cannot read it"))
                .hasSize(1);
        assertThat(log.lines()).noneMatch(line -> line.contains("secret"));
    }

    // Bounds

    @Test
    void redisKeepsAboutSoMany() {
        RedisCallbackEvents events = process(200, Duration.ofMinutes(5));

        publish(events, 1, 1_000);

        assertThat(server.commands().xlen(STREAM)).isBetween(200L, 310L);
    }

    @Test
    void redisKeepsNothingThatIsOld() throws Exception {
        RedisCallbackEvents events = process(1_000_000, Duration.ofSeconds(1));
        publish(events, 1, 20);
        long until = Long.parseLong(server.commands().time().get(0)) + 2;
        int more = 20;
        while (Long.parseLong(server.commands().time().get(0)) < until) {
            publish(events, ++more, 1);
        }
        String first =
                server.commands().xrange(STREAM, Range.unbounded()).get(0).getId();
        String last =
                server.commands().xrevrange(STREAM, Range.unbounded()).get(0).getId();

        assertThat(millis(last) - millis(first)).isLessThanOrEqualTo(1_000);
        assertThat(server.commands().pttl(STREAM)).isBetween(0L, 1_000L);
        await("all of it is gone", () -> server.commands().exists(STREAM, COUNT) == 0);
        BlockingQueue<Callback> heard = hear(events.ofCall("later"));
        events.publish(Callbacks.progress("later", 1)).block(SOON);
        assertHears(heard, 1, 1);
        assertThat(log.lines()).isEmpty();
    }

    private static long millis(String id) {
        return Long.parseLong(id.split("-", 2)[0]);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        RedisCallbackEvents events =
                opened(RedisCallbackEvents.builder(connect()).maxBytes(1024).build());
        Callback large = Callbacks.read(null, "CallSid=a&Said=" + "secret".repeat(200));

        assertThatThrownBy(() -> events.publish(large).block(SOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxBytes is 1024")
                .hasMessageNotContaining("secret");
        assertThat(server.commands().exists(STREAM)).isZero();
    }

    @Test
    void aCallbackThatTheReaderReadsIsTakenThoughItsTextIsLonger() throws Exception {
        RedisCallbackEvents events = process();
        BlockingQueue<Callback> heard = hear(events.ofCall("a"));
        String form = "CallSid=a&Said=";
        String odd = "\u00fc\ufffd".repeat(10);
        int left = Callbacks.READER.maxBytes() - form.length() - odd.getBytes(StandardCharsets.UTF_8).length;
        Callback longest = Callbacks.read(null, form + odd + "\"".repeat(left));

        events.publish(longest).block(SOON);

        assertThat(next(heard)).isEqualTo(longest);
    }

    @Test
    void onlySoMuchIsOnItsWayToARedisThatHangs() throws Exception {
        RedisURI uri = server.uri();
        // A busy machine takes its time, and nothing else may give up meanwhile.
        uri.setTimeout(Duration.ofMinutes(1));
        TexmlRedis redis = TexmlRedis.connect(uri, "main", SslOptions.create(), Duration.ofMinutes(1));
        open.add(redis);
        RedisCallbackEvents events = opened(RedisCallbackEvents.of(redis));
        Callback large = Callbacks.read(null, "CallSid=a&Said=" + "x".repeat(1_000_000));
        List<Throwable> failures = new CopyOnWriteArrayList<>();

        Proof.signalTo(server.pid(), "STOP");
        try {
            for (int i = 0; i < 40; i++) {
                events.publish(large).subscribe(nothing -> {}, failures::add);
            }
            assertThat(failures)
                    .filteredOn(failure -> failure.getMessage().contains("does not keep up"))
                    .hasSize(24)
                    .hasOnlyElementsOfType(RedisUnavailableException.class);
            assertThat(events.load().underWay()).isEqualTo(16);
        } finally {
            Proof.signalTo(server.pid(), "CONT");
        }

        await("all are answered", () -> events.load().underWay() == 0);
        publishUntilItIsTaken(events, large);
        Flux.range(0, 10).flatMap(i -> events.publish(large)).blockLast(SOON);
    }

    @Test
    void badBoundsAreRefusedByName() {
        RedisCallbackEvents.Builder builder = RedisCallbackEvents.builder(connect());

        assertThatThrownBy(() -> builder.kept(0, Duration.ofMinutes(5)))
                .hasMessageContaining("events must be at least 1");
        assertThatThrownBy(() -> builder.kept(1, Duration.ofMillis(999))).hasMessageContaining("age must be");
        assertThatThrownBy(() -> builder.kept(1, Duration.ofDays(8))).hasMessageContaining("age must be");
        assertThatThrownBy(() -> builder.maxBytes(1023)).hasMessageContaining("maxBytes must be");
        assertThatThrownBy(() -> builder.maxBytes(16 * 1024 * 1024 + 1)).hasMessageContaining("maxBytes must be");
    }

    // The end, and the beginning

    @Test
    void closedItReadsAndPublishesNoMore() {
        TexmlRedis redis = connect();
        RedisCallbackEvents events = RedisCallbackEvents.of(redis);
        long connections = connections();
        BlockingQueue<Callback> heard = hear(events.all());

        events.close();
        events.close();

        assertThatThrownBy(() -> publish(events, 1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        await("its connection is gone", () -> connections() == connections - 1);
        assertThat(heard).isEmpty();
        assertThat(server.commands().exists(STREAM)).isZero();
    }

    private long connections() {
        return server.commands().clientList().lines().count();
    }

    @Test
    void whenTheConnectionsAreClosedReadingEndsQuietly() {
        TexmlRedis redis = connect();
        RedisCallbackEvents events = RedisCallbackEvents.of(redis);

        redis.close();

        await("it has ended", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("texml-redis-events")));
        assertThat(log.lines()).isEmpty();
        assertThatThrownBy(() -> publish(events, 1, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutRedisThereAreNone() {
        TexmlRedis redis = connect();
        server.kill();

        assertThatThrownBy(() -> RedisCallbackEvents.of(redis))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("the events cannot be read");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("texml-redis-events"));
        server.startAgain();
    }

    @Test
    void aUserWhoMayNotReadThemIsToldAtOnce() {
        server.commands()
                .aclSetuser(
                        "half",
                        AclSetuserArgs.Builder.on()
                                .addPassword("verysecret")
                                .allKeys()
                                .allChannels()
                                .allCommands()
                                .removeCommand(CommandType.XREAD));
        RedisURI uri = RedisURI.create("redis://half:verysecret@127.0.0.1:" + server.port());
        TexmlRedis redis = connect(uri);

        assertThatThrownBy(() -> RedisCallbackEvents.of(redis))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("the rights")
                .satisfies(failure ->
                        assertThat(failure.toString() + failure.getCause()).doesNotContain("verysecret"));
    }

    @Test
    void printsHowMuchAndNothingElse() throws Exception {
        RedisCallbackEvents events = process();
        publish(events, 1, 1);
        await("it is read", () -> events.load().read() == 1);

        assertThat(events.toString())
                .contains("read=1")
                .doesNotContain("3125550147")
                .doesNotContain("main");
    }

    // Behind an endpoint

    private static CallbackRequest request(int sequence) {
        return new CallbackRequest(
                "POST",
                "/texml",
                null,
                Map.of("content-type", List.of("application/x-www-form-urlencoded"))::get,
                Callbacks.form("a", sequence).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thePlatformIsAnsweredWhenRedisHasItAndRepeatsWhatItHasNot() throws Exception {
        RedisCallbackEvents events = process();
        BlockingQueue<Callback> heard = hear(process().ofCall("a"));
        try (CallbackEndpoint endpoint = CallbackEndpoint.of(Callbacks.READER, events)) {
            server.commands().configSet("maxmemory", "1");
            assertThat(endpoint.handle(request(1)).block(SOON).status()).isEqualTo(503);
            assertThat(server.commands().exists(STREAM)).isZero();
            server.commands().configSet("maxmemory", "0");
            assertThat(endpoint.handle(request(1)).block(SOON).status()).isEqualTo(200);
            assertThat(server.commands().xlen(STREAM)).isOne();

            server.commands().clientPause(3_000);
            assertThat(endpoint.handle(request(2)).block(SOON).status()).isEqualTo(503);
            await("it is taken", () -> endpoint.handle(request(2)).block(SOON).status() == 200);

            assertHears(heard, 1, 2);
        }
    }
}
