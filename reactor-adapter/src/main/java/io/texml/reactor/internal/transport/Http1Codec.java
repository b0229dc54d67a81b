package io.texml.reactor.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpClientUpgradeHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpResponseDecoderSpec;

/**
 * HTTP/1.1 on one connection, which it keeps in step: each answer belongs to the request before it. A connection does not
 * go back to the pool, or is taken from it, when
 *
 * <ul>
 *   <li>bytes come while no answer is awaited (a second answer, an unsolicited 408, half a head),
 *   <li>bytes follow the end of an answer in what was read,
 *   <li>an answer that has no body by its status declares one, or the server switches protocols.
 * </ul>
 *
 * Netty's own codec takes such bytes for the beginning of the next answer. Interim answers such as 103 Early Hints are
 * skipped here too: Reactor Netty knows 100 alone and takes every other for the answer itself. No request here is a HEAD or
 * a CONNECT, whose answers have no body whatever they declare.
 *
 * <p>States, read and changed by the connection's loop alone: {@code awaited}, from a request's head to the end of its
 * answer, while bytes are an answer; {@code skipping}, from the head of an interim answer to its end; {@code used}, for good
 * from the first request that was let through.
 */
final class Http1Codec extends CombinedChannelDuplexHandler<Http1Codec.AnswerDecoder, HttpRequestEncoder> {

    private static final Logger WIRE = LoggerFactory.getLogger("io.texml.wire");

    /** Has the last word on the headers of a connection's requests, behind every hook and handler of the application. */
    static final AttributeKey<Consumer<HttpHeaders>> LAST_WORD = AttributeKey.valueOf(Http1Codec.class, "lastWord");

    private static final AttributeKey<HttpResponseDecoderSpec> SETTINGS =
            AttributeKey.valueOf(Http1Codec.class, "settings");

    private final SocketPeek peek;
    private boolean used;

    private Http1Codec(HttpDecoderConfig config, SocketPeek peek) {
        super(new AnswerDecoder(config), new HttpRequestEncoder());
        this.peek = peek;
    }

    /** For each new connection. One that speaks HTTP/1.1 only after a handshake gets its codec with the first request. */
    static void prepare(Channel channel, HttpResponseDecoderSpec settings) {
        channel.attr(SETTINGS).set(settings);
        install(channel, settings);
    }

    /** Takes the place of Netty's codec, unless the connection speaks or may come to speak another protocol. */
    @SuppressWarnings("deprecation") // Netty 5 has no bound of a chunk; until then the bound is part of the settings
    private static void install(Channel channel, HttpResponseDecoderSpec settings) {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(NettyPipeline.HttpCodec) instanceof HttpClientCodec
                && pipeline.get(HttpClientUpgradeHandler.class) == null) {
            HttpDecoderConfig config = new HttpDecoderConfig()
                    .setMaxInitialLineLength(settings.maxInitialLineLength())
                    .setMaxHeaderSize(settings.maxHeaderSize())
                    .setMaxChunkSize(settings.maxChunkSize())
                    .setValidateHeaders(settings.validateHeaders())
                    .setInitialBufferSize(settings.initialBufferSize())
                    .setAllowDuplicateContentLengths(settings.allowDuplicateContentLengths())
                    .setAllowPartialChunks(settings.allowPartialChunks());
            ChannelHandler unused = pipeline.replace(
                    NettyPipeline.HttpCodec, NettyPipeline.HttpCodec, new Http1Codec(config, SocketPeek.of(channel)));
        }
    }

    /** Whether a connection may carry another request. */
    enum Step {
        IN_STEP,
        /** Not any more, and it is closed. It carried a request before; another one may do. */
        OUT_AGAIN,
        /** Not from its beginning on, and it is closed. */
        OUT_AT_FIRST
    }

    /**
     * Looks at the socket once more before a request is written: what lies there now belongs to no request, or says that
     * the server has closed the connection.
     */
    static Step lookBeforeWrite(Channel channel) {
        ChannelHandler codec = channel.pipeline().get(NettyPipeline.HttpCodec);
        if (codec instanceof HttpClientCodec && channel.hasAttr(SETTINGS)) {
            install(channel, Objects.requireNonNull(channel.attr(SETTINGS).get()));
            codec = channel.pipeline().get(NettyPipeline.HttpCodec);
        }
        return codec instanceof Http1Codec ours ? ours.look(channel) : Step.IN_STEP;
    }

    private Step look(Channel channel) {
        boolean again = used;
        if (channel.isActive() && !(mayPeek(channel) && peek.findsSomething())) {
            used = true;
            return Step.IN_STEP;
        }
        closeOutOfStep(channel);
        return again ? Step.OUT_AGAIN : Step.OUT_AT_FIRST;
    }

    /** Behind a TLS handshake the server may still send what belongs to it. */
    private boolean mayPeek(Channel channel) {
        return used || channel.pipeline().get(NettyPipeline.SslHandler) == null;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpRequest request) {
            inboundHandler().awaited = true;
            Consumer<HttpHeaders> lastWord = context.channel().attr(LAST_WORD).get();
            if (lastWord != null) {
                lastWord.accept(request.headers());
            }
        }
        super.write(context, message, promise);
    }

    private static void closeOutOfStep(Channel channel) {
        WIRE.debug("a connection is closed: the server closed it, or sent bytes that no request awaits");
        Connection.from(channel).markPersistent(false);
        ChannelFuture unused = channel.close();
    }

    /** Reads answers, and knows whether one is awaited. */
    static final class AnswerDecoder extends HttpResponseDecoder {

        private boolean awaited;
        private boolean skipping;
        /** Whether the answer whose head was read last can have no body and declares one. */
        private boolean declaresBody;

        private AnswerDecoder(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object input) throws Exception {
            if (awaited || !(input instanceof ByteBuf bytes) || !bytes.isReadable()) {
                super.channelRead(context, input);
                return;
            }
            bytes.release();
            closeOutOfStep(context.channel());
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
            int before = out.size();
            super.decode(context, bytes, out);
            for (int i = before; i < out.size(); i++) {
                Object message = out.get(i);
                if (message instanceof DecoderResultProvider read
                        && read.decoderResult().isFailure()) {
                    read.setDecoderResult(DecoderResult.failure(
                            withoutQuotation(read.decoderResult().cause())));
                }
                if (message instanceof HttpResponse answer) {
                    begins(context, answer);
                }
                if (skipping) {
                    out.remove(i--);
                    ReferenceCountUtil.release(message);
                }
                if (message instanceof LastHttpContent) {
                    ends(context, bytes);
                }
            }
        }

        /** Asked when a head was read, before Netty takes the coding of a body out of it that there cannot be. */
        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            boolean empty = super.isContentAlwaysEmpty(message);
            declaresBody = empty && declaresBody(message.headers());
            return empty;
        }

        /** What Netty says of an answer that is no HTTP can quote it, and it is logged and handed to the caller. */
        private static Throwable withoutQuotation(Throwable problem) {
            return problem instanceof TooLongFrameException || problem instanceof PrematureChannelClosureException
                    ? problem
                    : new MalformedAnswerException(problem.getClass().getSimpleName());
        }

        private void begins(ChannelHandlerContext context, HttpResponse answer) {
            HttpResponseStatus status = answer.status();
            boolean switches = status.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
            skipping = status.codeClass() == HttpStatusClass.INFORMATIONAL
                    && !switches
                    && answer.decoderResult().isSuccess();
            boolean contradicts = declaresBody && !skipping;
            declaresBody = false;
            if (switches || contradicts) {
                Connection.from(context.channel()).markPersistent(false);
            }
        }

        private void ends(ChannelHandlerContext context, ByteBuf bytes) {
            if (skipping) {
                skipping = false;
                // Nothing of it is handed on, so nobody else asks for what comes next.
                ChannelHandlerContext unused = context.read();
                return;
            }
            awaited = false;
            if (bytes.isReadable()) {
                bytes.skipBytes(bytes.readableBytes());
                WIRE.debug("a connection is not used again: more bytes came than belong to its answer");
                Connection.from(context.channel()).markPersistent(false);
            }
        }

        private static boolean declaresBody(HttpHeaders headers) {
            String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
            return headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
        }
    }

    /** An answer that is no well-formed HTTP. */
    static final class MalformedAnswerException extends IOException {

        private static final long serialVersionUID = 1L;

        private MalformedAnswerException(String problem) {
            super("the answer is no well-formed HTTP (" + problem + ")", null);
        }
    }
}
