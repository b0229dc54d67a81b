package io.texml.reactor.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.texml.reactor.internal.exchange.Relay;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * Keeps the chunks of a body until it ends and makes one value of them. One operator and no copy, where {@code aggregate}
 * and what has to stand around it are nine, and copy a body of more than sixteen chunks.
 */
final class WholeBody<T> extends Mono<T> {

    private final Flux<ByteBuf> chunks;
    private final long maxBytes;
    private final Supplier<? extends Throwable> tooLarge;
    private final Executor executor;
    private final Function<ByteBuf, T> read;

    /**
     * @param tooLarge the failure of a body of more than {@code maxBytes}
     * @param executor reads the body: the connection's own loop, so that the connection is back in the pool before the
     *     answer is handed on, and whoever sends the next request finds it there
     * @param read gets the body, which may be empty; it must not keep it
     */
    WholeBody(
            Flux<ByteBuf> chunks,
            long maxBytes,
            Supplier<? extends Throwable> tooLarge,
            Executor executor,
            Function<ByteBuf, T> read) {
        this.chunks = chunks;
        this.maxBytes = maxBytes;
        this.tooLarge = tooLarge;
        this.executor = executor;
        this.read = read;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        chunks.subscribe(new Collector<>(this, actual));
    }

    /** The lock guards what is kept against a cancel, which comes from any thread; nothing else is locked under it. */
    private static final class Collector<T> extends Relay<ByteBuf, T> {

        private final WholeBody<T> body;
        private @Nullable ByteBuf kept = Unpooled.EMPTY_BUFFER;

        Collector(WholeBody<T> body, CoreSubscriber<? super T> actual) {
            super(actual);
            this.body = body;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            super.onSubscribe(subscription);
            subscription.request(Long.MAX_VALUE);
        }

        /** The body is one value, however many chunks it comes in. */
        @Override
        public void request(long n) {
            Operators.validate(n);
        }

        @Override
        public void onNext(ByteBuf chunk) {
            if (!keep(chunk) && end()) {
                cancelUpstream();
                actual().onError(body.tooLarge.get());
            }
        }

        /** False when the body is larger than it may be. */
        private synchronized boolean keep(ByteBuf chunk) {
            ByteBuf before = kept;
            if (before == null || !chunk.isReadable()) {
                return true;
            }
            if (before.readableBytes() + (long) chunk.readableBytes() > body.maxBytes) {
                return false;
            }
            if (!before.isReadable()) {
                kept = chunk.retain();
                return true;
            }
            CompositeByteBuf all = before instanceof CompositeByteBuf composite
                    ? composite
                    : chunk.alloc().compositeBuffer(Integer.MAX_VALUE).addComponent(true, before);
            kept = all.addComponent(true, chunk.retain());
            return true;
        }

        @Override
        public void onError(Throwable failure) {
            if (end()) {
                actual().onError(failure);
            } else {
                Operators.onErrorDropped(failure, currentContext());
            }
        }

        @Override
        public void onComplete() {
            try {
                body.executor.execute(this::handOn);
            } catch (RejectedExecutionException loopIsClosing) {
                handOn();
            }
        }

        private void handOn() {
            ByteBuf whole = take();
            if (whole == null) {
                return;
            }
            T value;
            try {
                value = body.read.apply(whole);
            } catch (RuntimeException thrown) {
                actual().onError(thrown);
                return;
            } finally {
                whole.release();
            }
            actual().onNext(value);
            actual().onComplete();
        }

        @Override
        public void cancel() {
            if (end()) {
                cancelUpstream();
            }
        }

        /** True for the first of end, failure and cancel; what was kept is let go. */
        private boolean end() {
            ByteBuf whole = take();
            if (whole == null) {
                return false;
            }
            whole.release();
            return true;
        }

        /** What was kept, for the first who asks. */
        private synchronized @Nullable ByteBuf take() {
            ByteBuf whole = kept;
            kept = null;
            return whole;
        }
    }
}
