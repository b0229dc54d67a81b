package io.texml.reactor.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Ends a connection on which an answer is awaited and nothing comes for so long. One handler and at most one timer for
 * the life of a connection: Reactor Netty's own timeout adds and removes a handler, a timer and several subscribers with
 * every request, which costs more than encoding it and reading the answer.
 *
 * <p>States, read and changed by the connection's loop alone: {@code awaited}, from a request to the end of its answer; a
 * timer that is set, or none. A timer that finds nothing awaited is not set again.
 */
final class ResponseTimeout extends ChannelInboundHandlerAdapter {

    private final long timeoutNanos;
    private final LongSupplier clock;
    private boolean awaited;
    private long lastHeard;
    private @Nullable Future<?> timer;

    private ResponseTimeout(long timeoutNanos, LongSupplier clock) {
        this.timeoutNanos = timeoutNanos;
        this.clock = clock;
    }

    /** A request is about to be written; called by the connection's loop. */
    static void await(Channel channel, long timeoutNanos) {
        await(channel, timeoutNanos, System::nanoTime);
    }

    /** @param clock in nanoseconds; Netty 4.1's loops have none to ask */
    static void await(Channel channel, long timeoutNanos, LongSupplier clock) {
        ResponseTimeout timeout = channel.pipeline().get(ResponseTimeout.class);
        if (timeout == null) {
            timeout = new ResponseTimeout(timeoutNanos, clock);
            channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, "texml.responseTimeout", timeout);
        }
        timeout.begin(channel.pipeline().context(timeout));
    }

    private void begin(ChannelHandlerContext context) {
        awaited = true;
        lastHeard = clock.getAsLong();
        if (timer == null) {
            schedule(context, timeoutNanos);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
            awaited = false;
        }
        context.fireChannelRead(message);
    }

    /** After every read from the network, also of bytes that made no message yet. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        lastHeard = clock.getAsLong();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    /** The timer is not moved with every read: it looks, when it is due, how long nothing has come. */
    private void look(ChannelHandlerContext context) {
        timer = null;
        if (!awaited) {
            return;
        }
        long left = timeoutNanos - (clock.getAsLong() - lastHeard);
        if (left > 0) {
            schedule(context, left);
        } else {
            context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
            ChannelFuture unused = context.close();
        }
    }

    private void schedule(ChannelHandlerContext context, long nanos) {
        timer = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void stop() {
        awaited = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
