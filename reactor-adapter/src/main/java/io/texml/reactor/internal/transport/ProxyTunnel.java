package io.texml.reactor.internal.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import reactor.netty.NettyPipeline;

/**
 * Keeps a connection from counting as made before the proxy has led it to its destination. Netty's own handler lets it pass
 * for active at once and keeps what is written meanwhile: a request would count as sent, and its time run, while the proxy
 * still decides.
 */
final class ProxyTunnel extends ChannelInboundHandlerAdapter {

    private ProxyTunnel() {}

    /** Does nothing where no proxy is used. */
    static void awaitOn(ChannelPipeline pipeline) {
        if (pipeline.get(NettyPipeline.ProxyHandler) != null) {
            pipeline.addBefore(NettyPipeline.ProxyHandler, "texml.proxyAnswer", new Answer());
            pipeline.addAfter(NettyPipeline.ProxyHandler, "texml.proxyTunnel", new ProxyTunnel());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // So far it is a connection to the proxy.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        context.fireUserEventTriggered(event);
        if (event instanceof ProxyConnectionEvent) {
            context.pipeline().remove(this);
            context.fireChannelActive();
        }
    }

    /**
     * Takes a refusal from its status: Netty's own handler waits for the body, and has the status in its text only.
     *
     * <p>States, the loop's alone: {@code skipping} an interim answer; {@code refused}, for good.
     */
    private static final class Answer extends ChannelInboundHandlerAdapter {

        private boolean refused;
        private boolean skipping;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpResponse response) {
                // An interim answer only announces the answer; Netty's own handler takes it for that.
                skipping = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
                if (isRefusal(response.status()) && !refused) {
                    refused = true;
                    context.fireExceptionCaught(
                            new RefusedException(response.status().code()));
                }
            }
            if (skipping || refused) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof LastHttpContent) {
                context.pipeline().remove(this);
            }
            context.fireChannelRead(message);
        }
    }

    /** What is no HTTP at all has a status of Netty's own; its own handler fails on it. */
    private static boolean isRefusal(HttpResponseStatus status) {
        return status.code() != HttpResponseStatus.OK.code()
                && status.codeClass() != HttpStatusClass.UNKNOWN
                && status.codeClass() != HttpStatusClass.INFORMATIONAL;
    }

    /** The proxy answered that it does not lead there. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status) {
            super("status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
