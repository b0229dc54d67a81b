package io.texml.reactor.internal.transport;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection on which nothing comes for so long although it is read from. Netty's own read timeout counts on while
 * nobody reads, and so takes a slow consumer for a dead server.
 */
final class AwaitedReadTimeout extends ChannelDuplexHandler {

    private final long timeoutNanos;
    private @Nullable Future<?> timeout;

    AwaitedReadTimeout(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    @Override
    public void read(ChannelHandlerContext context) throws Exception {
        if (timeout == null) {
            timeout = context.executor().schedule(() -> expire(context), timeoutNanos, TimeUnit.NANOSECONDS);
        }
        super.read(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        stop();
        super.channelRead(context, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stop();
        super.channelInactive(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    private void expire(ChannelHandlerContext context) {
        context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
        ChannelFuture unused = context.close();
    }

    private void stop() {
        Future<?> running = timeout;
        timeout = null;
        if (running != null) {
            running.cancel(false);
        }
    }
}
