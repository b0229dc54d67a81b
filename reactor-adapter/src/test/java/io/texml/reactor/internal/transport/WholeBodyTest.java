package io.texml.reactor.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** Reactor Netty releases a chunk after it was handed on; so does {@link #send} here. */
class WholeBodyTest {

    private final List<ByteBuf> chunks = new ArrayList<>();
    private final TestPublisher<ByteBuf> source = TestPublisher.create();

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(chunks).allMatch(chunk -> chunk.refCnt() == 0);
    }

    @Test
    void manyChunksAreReadAsOneBodyInTheirOrder() {
        String[] texts = IntStream.range(0, 40).mapToObj(i -> i + ",").toArray(String[]::new);

        StepVerifier.create(wholeBody(source.flux(), 1_000, Runnable::run, WholeBodyTest::text))
                .then(() -> send(texts))
                .then(source::complete)
                .expectNext(String.join("", texts))
                .verifyComplete();
    }

    @Test
    void aBodyWithoutAByteIsReadAsAnEmptyOne() {
        StepVerifier.create(wholeBody(Flux.empty(), 10, Runnable::run, WholeBodyTest::text))
                .expectNext("")
                .verifyComplete();
    }

    @Test
    void emptyChunksChangeNothing() {
        StepVerifier.create(wholeBody(source.flux(), 10, Runnable::run, WholeBodyTest::text))
                .then(() -> send("", "a", "", "b"))
                .then(source::complete)
                .expectNext("ab")
                .verifyComplete();
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() {
        StepVerifier.create(wholeBody(source.flux(), 4, Runnable::run, WholeBodyTest::text))
                .then(() -> send("ab", "cd"))
                .then(source::complete)
                .expectNext("abcd")
                .verifyComplete();
    }

    @Test
    void oneByteMoreFailsAtOnceAndTakesNothingMore() {
        StepVerifier.create(wholeBody(source.flux(), 4, Runnable::run, WholeBodyTest::text))
                .then(() -> send("ab", "cde"))
                .verifyErrorMessage("too large");
        source.assertCancelled();
    }

    @Test
    void aBrokenBodyIsAFailure() {
        StepVerifier.create(wholeBody(source.flux(), 10, Runnable::run, WholeBodyTest::text))
                .then(() -> send("ab", "cd"))
                .then(() -> source.error(new IllegalStateException("reset")))
                .verifyErrorMessage("reset");
    }

    @Test
    void whatReadingThrowsIsTheFailure() {
        StepVerifier.create(wholeBody(source.flux(), 10, Runnable::run, body -> {
                    throw new IllegalStateException("no JSON");
                }))
                .then(() -> send("ab", "cd"))
                .then(source::complete)
                .verifyErrorMessage("no JSON");
    }

    @Test
    void aCancelWhileTheBodyComesLetsEverythingGo() {
        StepVerifier.create(wholeBody(source.flux(), 10, Runnable::run, WholeBodyTest::text))
                .then(() -> send("ab", "cd"))
                .thenCancel()
                .verify();
        source.assertCancelled();
    }

    @Test
    void aCancelBetweenTheEndAndItsReadingLetsEverythingGo() {
        Deque<Runnable> loop = new ArrayDeque<>();
        StepVerifier.create(wholeBody(source.flux(), 10, loop::add, body -> {
                    throw new AssertionError("nobody waits for it");
                }))
                .then(() -> send("ab", "cd"))
                .then(source::complete)
                .thenCancel()
                .verify();

        loop.remove().run();
        assertThat(loop).isEmpty();
    }

    @Test
    void theAnswerIsHandedOnByTheLoopAndNotBefore() {
        Deque<Runnable> loop = new ArrayDeque<>();
        List<String> answers = new ArrayList<>();
        wholeBody(source.flux(), 10, loop::add, WholeBodyTest::text).subscribe(answers::add);
        send("ab");
        source.complete();
        assertThat(answers).isEmpty();

        loop.remove().run();
        assertThat(answers).containsExactly("ab");
    }

    @Test
    void aLoopThatIsClosingDoesNotLoseTheAnswer() {
        Executor closed = task -> {
            throw new RejectedExecutionException();
        };
        StepVerifier.create(wholeBody(source.flux(), 10, closed, WholeBodyTest::text))
                .then(() -> send("ab"))
                .then(source::complete)
                .expectNext("ab")
                .verifyComplete();
    }

    private static <T> Mono<T> wholeBody(Flux<ByteBuf> body, long maxBytes, Executor loop, Function<ByteBuf, T> read) {
        return new WholeBody<>(body, maxBytes, () -> new IllegalStateException("too large"), loop, read);
    }

    private ByteBuf chunk(String text) {
        ByteBuf chunk = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        chunks.add(chunk);
        return chunk;
    }

    private void send(String... texts) {
        for (String text : texts) {
            ByteBuf chunk = chunk(text);
            try {
                source.next(chunk);
            } finally {
                chunk.release();
            }
        }
    }

    private static String text(ByteBuf body) {
        return body.toString(StandardCharsets.US_ASCII);
    }
}
