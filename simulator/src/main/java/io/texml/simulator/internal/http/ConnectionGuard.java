package io.texml.simulator.internal.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps connections that ask for nothing from using the server up: there are only so many at a time, and each has to
 * send a whole request head in time.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<Boolean> HEARD = AttributeKey.valueOf(ConnectionGuard.class, "heard");

    private final AtomicInteger open;
    private final int most;
    private final Duration silence;
    private boolean counted;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * A guard for one connection.
     *
     * @param open how many connections the server has
     */
    ConnectionGuard(AtomicInteger open, int most, Duration silence) {
        this.open = open;
        this.most = most;
        this.silence = silence;
    }

    /** Notes that a request has come. */
    static void heard(Channel channel) {
        channel.attr(HEARD).set(true);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        counted = true;
        if (open.incrementAndGet() > most) {
            refuse(context, "503 Service Unavailable");
            return;
        }
        timer = context.executor()
                .schedule(
                        () -> {
                            if (!Boolean.TRUE.equals(
                                    context.channel().attr(HEARD).get())) {
                                refuse(context, "408 Request Timeout");
                            }
                        },
                        silence.toMillis(),
                        TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (counted) {
            counted = false;
            open.decrementAndGet();
        }
        ScheduledFuture<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
        }
        context.fireChannelInactive();
    }

    private static void refuse(ChannelHandlerContext context, String status) {
        ByteBuf answer = Unpooled.copiedBuffer(
                "HTTP/1.1 " + status + "\r\nconnection: close\r\ncontent-length: 0\r\n\r\n", StandardCharsets.US_ASCII);
        context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
}
