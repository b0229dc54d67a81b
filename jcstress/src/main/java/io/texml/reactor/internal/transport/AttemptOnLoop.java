package io.texml.reactor.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.texml.reactor.internal.Caller;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;

/** A request's use of a connection that got no further than its channel's loop, which runs when a race says so. */
final class AttemptOnLoop implements Connection {

    private static final ChannelPipeline EMPTY = fake(ChannelPipeline.class, (self, method, arguments) -> null);

    final Caller<String> caller = new Caller<>();
    final HttpAttempt<String> attempt = HttpAttempt.forAnswer(caller, UnaryOperator.identity());
    final AtomicInteger free = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final EventLoop loop = fake(EventLoop.class, (self, method, arguments) -> switch (method.getName()) {
        case "execute" -> {
            work.add((Runnable) arguments[0]);
            yield null;
        }
        case "inEventLoop" -> false;
        default -> throw new UnsupportedOperationException(method.getName());
    });
    private final Channel channel = fake(Channel.class, (self, method, arguments) -> switch (method.getName()) {
        case "eventLoop" -> loop;
        case "pipeline" -> EMPTY;
        case "hasAttr" -> false;
        default -> throw new UnsupportedOperationException(method.getName());
    });
    private final NettyOutbound outbound = fake(NettyOutbound.class, (self, method, arguments) -> {
        attempt.accept(this);
        return self;
    });

    AttemptOnLoop() {
        attempt.begin(subscriber -> subscriber.onSubscribe(Operators.emptySubscription()));
        attempt.request(Long.MAX_VALUE);
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The connection is there; whether the request may be written on it. */
    boolean take() {
        return attempt.take(outbound) == null;
    }

    void answer() {
        attempt.onNext("answer");
        attempt.onComplete();
    }

    void cancel() {
        attempt.cancel(free::incrementAndGet);
    }

    void runLoop() {
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Connection markPersistent(boolean persistent) {
        if (!persistent) {
            closed.incrementAndGet();
        }
        return this;
    }

    @Override
    public Mono<Void> onTerminate() {
        return Mono.empty();
    }
}
