package io.texml.reactor.internal.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.texml.reactor.LogLines;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class EventHubTest {

    private static final Duration AGE = Duration.ofMinutes(5);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @AfterEach
    void dispose() {
        time.dispose();
    }

    private EventHub<String> hub(int waiting, int perTopic, int recent, int repeats) {
        return new EventHub<>(
                new EventHub.Bounds(waiting, perTopic, recent, AGE, repeats, AGE),
                Timer.of(time),
                Schedulers.immediate());
    }

    private EventHub<String> hub() {
        return hub(4, 3, 10, 10);
    }

    private static boolean publish(EventHub<String> hub, String event, String... topics) {
        return hub.publish(event, event, List.of(topics));
    }

    /** Takes what it asks for. */
    private static final class Reader extends BaseSubscriber<String> {

        private final List<String> read = new ArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(String event) {
            read.add(event);
        }
    }

    private static List<String> readAll(EventHub<String> hub, Object topic) {
        Reader reader = new Reader();
        hub.about(topic).subscribe(reader);
        reader.requestUnbounded();
        reader.cancel();
        return reader.read;
    }

    @Test
    void everybodyHearsWhatHeAskedFor() {
        EventHub<String> hub = hub();
        Reader all = new Reader();
        Reader typed = new Reader();
        Reader one = new Reader();
        hub.all().subscribe(all);
        hub.ofType(String.class).subscribe(typed);
        hub.about("a").subscribe(one);
        for (Reader reader : List.of(all, typed, one)) {
            reader.requestUnbounded();
        }

        publish(hub, "1", "a");
        publish(hub, "2", "b");

        assertThat(all.read).containsExactly("1", "2");
        assertThat(typed.read).containsExactly("1", "2");
        assertThat(one.read).containsExactly("1");
    }

    @Test
    void whatComesBeforeTheFirstDemandWaitsForIt() {
        EventHub<String> hub = hub();
        Reader reader = new Reader();
        hub.about("a").subscribe(reader);

        publish(hub, "1", "a");
        publish(hub, "2", "a");
        reader.request(1);
        assertThat(reader.read).containsExactly("1");

        reader.request(1);
        assertThat(reader.read).containsExactly("1", "2");
    }

    @Test
    void aSlowSubscriberLosesItsOldestEventsAndNobodyElseLosesAny() {
        EventHub<String> hub = hub();
        Reader slow = new Reader();
        Reader quick = new Reader();
        hub.all().subscribe(slow);
        hub.all().subscribe(quick);
        quick.requestUnbounded();
        try (LogLines log = new LogLines("io.texml.callbacks", Level.WARN)) {
            for (int i = 1; i <= 6; i++) {
                publish(hub, "+1312555000" + i, "a");
            }

            slow.requestUnbounded();

            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).contains("does not keep up").doesNotContain("312555");
        }
        assertThat(slow.read).containsExactly("+13125550003", "+13125550004", "+13125550005", "+13125550006");
        assertThat(quick.read).hasSize(6);
        assertThat(hub.lost()).isEqualTo(2);
    }

    @Test
    void aLossIsLoggedAgainWhenTheSubscriberHadCaughtUp() {
        EventHub<String> hub = hub(1, 1, 1, 0);
        Reader slow = new Reader();
        hub.all().subscribe(slow);
        try (LogLines log = new LogLines("io.texml.callbacks", Level.WARN)) {
            publish(hub, "1");
            publish(hub, "2");
            publish(hub, "3");
            slow.request(1);
            publish(hub, "4");
            publish(hub, "5");

            assertThat(log.lines()).hasSize(2);
        }
        assertThat(hub.lost()).isEqualTo(3);
    }

    @Test
    void aSubscriberThatBlocksBlocksNobody() throws InterruptedException {
        EventHub<String> hub = new EventHub<>(
                new EventHub.Bounds(4, 3, 10, AGE, 10, AGE), Timer.of(time), Schedulers.boundedElastic());
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(2);
        hub.all().subscribe(event -> {
            blocked.countDown();
            awaitQuietly(release);
        });
        hub.all().subscribe(event -> heard.countDown());

        publish(hub, "1");
        assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
        publish(hub, "2");

        assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
        release.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aLateSubscriberGetsTheLatestEventsFirstAndThenWhatFollows() {
        EventHub<String> hub = hub();
        for (int i = 1; i <= 5; i++) {
            publish(hub, "a" + i, "a");
        }
        publish(hub, "b1", "b");

        Reader late = new Reader();
        hub.about("a").subscribe(late);
        publish(hub, "a6", "a");
        late.requestUnbounded();

        assertThat(late.read).containsExactly("a3", "a4", "a5", "a6");
    }

    @Test
    void recentEventsAreForgottenWhenTheyAreOld() {
        EventHub<String> hub = hub();
        publish(hub, "1", "a");
        time.advanceTimeBy(AGE.minusSeconds(1));
        publish(hub, "2", "a");
        time.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(readAll(hub, "a")).containsExactly("2");
        assertThat(hub.recent()).isOne();
    }

    @Test
    void recentEventsAreBoundedInAll() {
        EventHub<String> hub = hub(4, 3, 10, 0);
        for (int i = 0; i < 20; i++) {
            publish(hub, "event " + i, "topic " + i);
        }

        assertThat(hub.recent()).isEqualTo(10);
        assertThat(hub.topics()).isEqualTo(10);
        assertThat(readAll(hub, "topic 9")).isEmpty();
        assertThat(readAll(hub, "topic 10")).containsExactly("event 10");
    }

    @Test
    void anEventOfTwoTopicsIsKeptUntilBothHaveForgottenIt() {
        EventHub<String> hub = hub(10, 2, 10, 0);
        publish(hub, "1", "a", "reference");
        publish(hub, "2", "a");
        publish(hub, "3", "a");

        assertThat(readAll(hub, "a")).containsExactly("2", "3");
        assertThat(readAll(hub, "reference")).containsExactly("1");
        assertThat(hub.recent()).isEqualTo(3);

        time.advanceTimeBy(AGE);
        assertThat(readAll(hub, "reference")).isEmpty();
        assertThat(hub.recent()).isZero();
        assertThat(hub.topics()).isZero();
    }

    @Test
    void aRepeatIsToldToNobody() {
        EventHub<String> hub = hub();
        Reader reader = new Reader();
        hub.all().subscribe(reader);
        reader.requestUnbounded();

        assertThat(publish(hub, "1", "a")).isTrue();
        assertThat(publish(hub, "1", "a")).isFalse();
        assertThat(hub.publish("no identity", null, List.of())).isTrue();
        assertThat(hub.publish("no identity", null, List.of())).isTrue();

        assertThat(reader.read).containsExactly("1", "no identity", "no identity");
        assertThat(readAll(hub, "a")).containsExactly("1");
        assertThat(hub.repeats()).isOne();
    }

    @Test
    void theMemoryOfRepeatsIsBoundedInNumberAndAge() {
        EventHub<String> hub = hub(4, 3, 10, 2);
        publish(hub, "1");
        publish(hub, "2");
        publish(hub, "3");
        assertThat(publish(hub, "2")).isFalse();
        assertThat(publish(hub, "1")).as("forgotten for the third").isTrue();

        time.advanceTimeBy(AGE);
        assertThat(publish(hub, "3")).as("too old").isTrue();
    }

    @Test
    void whoeverLeavesLeavesNothingBehind() {
        EventHub<String> hub = hub();
        Reader all = new Reader();
        Reader typed = new Reader();
        Reader one = new Reader();
        hub.all().subscribe(all);
        hub.ofType(String.class).subscribe(typed);
        hub.about("a").subscribe(one);
        assertThat(hub.subscribers()).isEqualTo(3);

        all.cancel();
        typed.cancel();
        one.cancel();
        one.cancel();
        publish(hub, "1", "b");

        assertThat(hub.subscribers()).isZero();
        assertThat(hub.topics()).isOne();
        assertThat(all.read).isEmpty();
    }

    @Test
    void whatASubscriberThrowsCostsOnlyItself() {
        EventHub<String> hub = hub();
        hub.all().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnNext(String event) {
                throw new IllegalStateException("mine");
            }
        });
        Reader other = new Reader();
        hub.all().subscribe(other);
        other.requestUnbounded();

        publish(hub, "1");
        publish(hub, "2");

        assertThat(other.read).containsExactly("1", "2");
    }

    @Test
    void aSchedulerWithoutRoomLosesNothingThatHasRoomToWait() {
        Scheduler full = Schedulers.newSingle("full");
        full.dispose();
        EventHub<String> hub = new EventHub<>(new EventHub.Bounds(4, 3, 10, AGE, 10, AGE), Timer.of(time), full);
        Reader reader = new Reader();
        hub.all().subscribe(reader);
        reader.requestUnbounded();

        assertThat(publish(hub, "1")).isTrue();
        assertThat(reader.read).isEmpty();
        assertThat(hub.lost()).isZero();
    }

    @Test
    void aCancelWhileItIsReadEndsTheReading() {
        EventHub<String> hub = hub();
        publish(hub, "1", "a");
        publish(hub, "2", "a");

        StepVerifier.create(hub.about("a").take(1)).expectNext("1").verifyComplete();
        assertThat(hub.subscribers()).isZero();
    }
}
