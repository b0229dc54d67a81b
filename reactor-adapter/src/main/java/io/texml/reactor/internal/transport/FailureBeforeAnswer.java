package io.texml.reactor.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Takes the failure of a connection whose request awaits the head of its answer, and hands it to that request. Reactor Netty
 * would do so too, and log it as a warning with its stack trace beside.
 *
 * <p>States, read and changed by the connection's loop alone: {@code awaiting}, from a request to the head of its answer, and
 * none.
 */
final class FailureBeforeAnswer extends ChannelInboundHandlerAdapter {

    private @Nullable HttpAttempt<?> awaiting;

    private FailureBeforeAnswer() {}

    /** A request is about to be written; called by the connection's loop. */
    static void await(Channel channel, HttpAttempt<?> attempt) {
        FailureBeforeAnswer handler = channel.pipeline().get(FailureBeforeAnswer.class);
        if (handler == null) {
            handler = new FailureBeforeAnswer();
            channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, "texml.failureBeforeAnswer", handler);
        }
        handler.awaiting = attempt;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (awaiting != null
                && message instanceof DecoderResultProvider read
                && read.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            fail(read.decoderResult().cause());
            return;
        }
        if (message instanceof HttpResponse) {
            awaiting = null;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (awaiting == null) {
            context.fireExceptionCaught(cause);
        } else {
            fail(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (awaiting != null) {
            fail(new ClosedBeforeAnswerException());
        }
        context.fireChannelInactive();
    }

    private void fail(Throwable cause) {
        HttpAttempt<?> attempt = awaiting;
        awaiting = null;
        if (attempt != null) {
            attempt.fail(cause);
        }
    }

    /** The server closed the connection. */
    static final class ClosedBeforeAnswerException extends IOException {

        private static final long serialVersionUID = 1L;

        private ClosedBeforeAnswerException() {
            super("the connection was closed before the answer");
        }
    }
}
