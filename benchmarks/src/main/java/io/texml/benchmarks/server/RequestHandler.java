package io.texml.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Finds where a request ends and answers it. Understands as much of HTTP/1.1 as the contenders send. */
final class RequestHandler extends ByteToMessageDecoder {

    private static final ByteBuf END_OF_HEAD =
            Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(new byte[] {'\r', '\n', '\r', '\n'}));
    private static final Map<String, Scenario> SCENARIOS = new ConcurrentHashMap<>();

    private int answered;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int headLength = ByteBufUtil.indexOf(END_OF_HEAD, in);
        if (headLength < 0) {
            return;
        }
        if (headLength >= in.readerIndex()) {
            headLength -= in.readerIndex();
        }
        String head = in.toString(in.readerIndex(), headLength, StandardCharsets.US_ASCII);
        int whole = headLength + 4 + bodyLength(head);
        if (in.readableBytes() < whole) {
            return;
        }
        in.skipBytes(whole);
        answer(context, head);
    }

    private void answer(ChannelHandlerContext context, String head) {
        int sidStart = head.indexOf("/Accounts/") + "/Accounts/".length();
        Scenario scenario =
                SCENARIOS.computeIfAbsent(head.substring(sidStart, head.indexOf('/', sidStart)), Scenario::parse);
        boolean last = ++answered == scenario.requestsPerConnection();
        ByteBuf answer = head.startsWith("POST") ? Answers.created() : Answers.page(scenario, pageNumber(head), last);
        if (scenario.delayMillis() == 0) {
            write(context, answer, last);
        } else {
            var unused = context.executor()
                    .schedule(() -> write(context, answer, last), scenario.delayMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void write(ChannelHandlerContext context, ByteBuf answer, boolean last) {
        var written = context.writeAndFlush(answer);
        if (last) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static int pageNumber(String head) {
        int at = head.indexOf("Page=");
        return at < 0 || at > head.indexOf('\n') ? 0 : number(head, at + "Page=".length());
    }

    private static int bodyLength(String head) {
        if (head.startsWith("GET")) {
            return 0;
        }
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
        if (at < 0) {
            throw new IllegalArgumentException("a body without a content-length");
        }
        int digits = at + "\r\ncontent-length:".length();
        while (head.charAt(digits) == ' ') {
            digits++;
        }
        return number(head, digits);
    }

    private static int number(String text, int from) {
        int value = 0;
        for (int i = from; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
