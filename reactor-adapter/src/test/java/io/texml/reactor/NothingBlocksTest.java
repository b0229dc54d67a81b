package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.policy.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** BlockHound watches every test of this module; these prove that it is awake. */
class NothingBlocksTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    final StrictApi api = new StrictApi();

    private static int block() {
        try {
            Thread.sleep(1);
            return 1;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void blockingOnAParallelThreadIsFound() {
        assertThatThrownBy(() -> Mono.fromCallable(NothingBlocksTest::block)
                        .subscribeOn(Schedulers.parallel())
                        .block(SOON))
                .hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    @Test
    void blockingOnAnEventLoopIsFound() {
        LoopResources loops = LoopResources.create("blockhound-check", 1, true);
        try {
            assertThatThrownBy(() -> Mono.fromCallable(NothingBlocksTest::block)
                            .subscribeOn(Schedulers.fromExecutor(loops.onClient(true)))
                            .block(SOON))
                    .hasRootCauseInstanceOf(BlockingOperationError.class);
        } finally {
            loops.disposeLater(Duration.ZERO, SOON).block(SOON);
        }
    }

    @Test
    @DisplayName("calls, retries and lists block no event loop")
    void theRoadOfAnExchangeBlocksNowhere() throws InterruptedException {
        api.expect("GET " + ACCOUNT + "/Calls", StrictApi.json(500, "{}"));
        api.expect("GET " + ACCOUNT + "/Calls", StrictApi.json(Samples.lastPage("CallPage")));
        TexmlClient client = api.client(
                builder -> builder.retryPolicy(new RetryPolicy(2, Duration.ofMillis(5), Duration.ofMillis(5))));
        CountDownLatch ended = new CountDownLatch(1);
        Throwable[] failure = new Throwable[1];

        client.calls()
                .list()
                .subscribeOn(Schedulers.parallel())
                .doFinally(signal -> ended.countDown())
                .subscribe(call -> {}, thrown -> failure[0] = thrown);

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(failure[0]).isNull();
    }
}
