package io.texml.reactor.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Keeps the failure of a TLS handshake for the request that waits for the connection. Reactor Netty would log it twice as a
 * warning, with its stack trace, before the request fails.
 *
 * <p>So Reactor Netty is told that the handshake is over, and hands the connection on; a request looks here before anything
 * is written and fails ({@link HttpAttempt#take}). The connection is closed as it would be otherwise.
 */
final class HandshakeFailure extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<Throwable> FAILURE = AttributeKey.valueOf(HandshakeFailure.class, "failure");

    private boolean failed;

    private HandshakeFailure() {}

    /** For each new connection. */
    static void keepOn(ChannelPipeline pipeline) {
        if (pipeline.get(SslHandler.class) != null) {
            pipeline.addAfter(NettyPipeline.SslHandler, "texml.handshakeFailure", new HandshakeFailure());
        }
    }

    /** Why a connection must not be used; null when there is no reason. */
    static @Nullable Throwable of(Channel channel) {
        return channel.hasAttr(FAILURE) ? channel.attr(FAILURE).get() : null;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        // A connection that is closed already would not be handed on.
        boolean canBeHandedOn = context.channel().isActive();
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess() && canBeHandedOn) {
            failed = true;
            context.channel().attr(FAILURE).set(withoutQuotation(handshake.cause()));
            context.fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /** Netty's message quotes what came instead. */
    private static Throwable withoutQuotation(Throwable cause) {
        return cause instanceof NotSslRecordException ? new NotSslRecordException("not an SSL/TLS record") : cause;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!failed) {
            context.fireExceptionCaught(cause);
        }
    }
}
