package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.reactor.campaign.ContactHistory;
import io.texml.reactor.spi.DialPace.Slot;
import io.texml.reactor.spi.LiveCalls.Permit;
import io.texml.reactor.spi.SharedRateLimit.Pause;
import io.texml.reactor.spi.SharedRateLimit.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * BlockHound watches the tests of this module that need no simulator; these prove that it is awake, and walk each part on the
 * threads that must not block.
 */
class NothingBlocksTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final RedisServer server = RedisServer.start();
    private final TexmlRedis redis = TexmlRedis.connect(server.uri(), "main");

    @AfterEach
    void close() {
        redis.close();
        server.close();
    }

    private static void block() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void blockingOnAParallelThreadIsFound() {
        assertThatThrownBy(() -> Mono.fromRunnable(NothingBlocksTest::block)
                        .subscribeOn(Schedulers.parallel())
                        .block(SOON))
                .hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    @Test
    void blockingOnTheEventLoopOfAConnectionIsFound() {
        assertThatThrownBy(() -> onEventLoop().doOnNext(thread -> block()).block(SOON))
                .hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    /** Completes on the event loop, which it does not where an answer is there before anybody waits for it. */
    private Mono<String> onEventLoop() {
        return Mono.fromCompletionStage(() -> redis.commands().ping())
                .map(pong -> Thread.currentThread().getName())
                .filter(thread -> thread.startsWith("lettuce-"))
                .repeatWhenEmpty(again -> again);
    }

    @Test
    void allPartsAreUsedOnAParallelThread() {
        assertNothingBlocks(Mono.just("").publishOn(Schedulers.parallel()));
    }

    @Test
    void allPartsAreUsedOnTheEventLoop() {
        assertNothingBlocks(onEventLoop());
    }

    /** Each begins on a thread that must not block, and goes on where Redis's answer comes. */
    private void assertNothingBlocks(Mono<String> thread) {
        Duration window = Duration.ofMillis(10);
        RedisDialPace pace = RedisDialPace.of(redis, 10, window);
        RedisLiveCalls live = new RedisLiveCalls(redis, 1, SOON, SOON, SOON, window, lost -> Mono.just(true));
        RedisRateLimit limit = RedisRateLimit.of(redis);
        RedisDialJournal journal = RedisDialJournal.of(redis, "spring");
        try (RedisCallbackEvents events = RedisCallbackEvents.of(redis)) {
            Mono<Slot> slot = pace.acquire().doOnNext(granted -> {
                granted.use();
                granted.settled();
            });
            Mono<Permit> permit = live.acquire().doOnNext(granted -> {
                live.renew(List.of(granted));
                granted.release();
            });
            Mono<Pause> pause = Mono.fromRunnable(() -> limit.tell(new Pause(Reason.REFUSED, SOON)))
                    .then(limit.pauses().next());
            Mono<Void> event = events.publish(Callbacks.progress("a", 1))
                    .then(events.ofCall("a").next())
                    .then();
            Mono<ContactHistory> claimed =
                    Mono.defer(journal::open).then(journal.claim("ann")).delayUntil(history -> journal.close());

            assertThat(thread.then(slot).block(SOON)).isNotNull();
            assertThat(thread.then(permit).block(SOON)).isNotNull();
            assertThat(thread.then(pause).block(SOON)).isNotNull();
            thread.then(event).block(SOON);
            assertThat(thread.then(claimed).block(SOON)).isEqualTo(ContactHistory.NEW);
        }
    }
}
