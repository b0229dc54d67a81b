package io.texml.reactor.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
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
import reactor.util.context.Context;

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

    private static final class Collector<T> implements CoreSubscriber<ByteBuf>, Subscription {

        private final WholeBody<T> body;
        private final CoreSubscriber<? super T> actual;
        private @Nullable Subscription upstream;

        // Both under the lock: a cancel comes from any thread.
        private ByteBuf kept = Unpooled.EMPTY_BUFFER;
        private boolean over;

        Collector(WholeBody<T> body, CoreSubscriber<? super T> actual) {
            this.body = body;
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (Operators.validate(upstream, subscription)) {
                upstream = subscription;
                actual.onSubscribe(this);
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void request(long n) {
            Operators.validate(n);
        }

        @Override
        public void onNext(ByteBuf chunk) {
            if (!keep(chunk) && end()) {
                if (upstream != null) {
                    upstream.cancel();
                }
                actual.onError(body.tooLarge.get());
            }
        }

        /** False when the body is larger than it may be. */
        private synchronized boolean keep(ByteBuf chunk) {
            if (over || !chunk.isReadable()) {
                return true;
            }
            if (kept.readableBytes() + (long) chunk.readableBytes() > body.maxBytes) {
                return false;
            }
            if (!kept.isReadable()) {
                kept = chunk.retain();
            } else {
                if (!(kept instanceof CompositeByteBuf)) {
                    kept = chunk.alloc().compositeBuffer(Integer.MAX_VALUE).addComponent(true, kept);
                }
                ((CompositeByteBuf) kept).addComponent(true, chunk.retain());
            }
            return true;
        }

        @Override
        public void onError(Throwable failure) {
            if (end()) {
                actual.onError(failure);
            } else {
                Operators.onErrorDropped(failure, actual.currentContext());
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
                actual.onError(thrown);
                return;
            } finally {
                whole.release();
            }
            actual.onNext(value);
            actual.onComplete();
        }

        @Override
        public void cancel() {
            if (end() && upstream != null) {
                upstream.cancel();
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

        private synchronized @Nullable ByteBuf take() {
            if (over) {
                return null;
            }
            over = true;
            ByteBuf whole = kept;
            kept = Unpooled.EMPTY_BUFFER;
            return whole;
        }
    }
}
