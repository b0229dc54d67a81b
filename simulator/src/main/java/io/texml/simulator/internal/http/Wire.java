package io.texml.simulator.internal.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Puts an answer on the wire, well or badly. */
final class Wire {

    private static final int DRIPS = 20;
    private static final byte[] BLANKS = " ".repeat(8_192).getBytes(StandardCharsets.US_ASCII);

    private Wire() {}

    static Publisher<Void> send(HttpServerResponse response, Reply reply) {
        response.status(HttpResponseStatus.valueOf(reply.status()));
        reply.headers().forEach(response::header);
        byte[] body = reply.body();
        Reply.Delivery delivery = reply.delivery();
        if (delivery instanceof Reply.Dropped dropped) {
            return Mono.fromRunnable(() -> close(response, dropped.reset()));
        }
        if (delivery instanceof Reply.Repeated repeated) {
            return stream(response, repeated.bytes(), repeat(body, repeated.bytes()));
        }
        if (reply.status() == 204 || reply.status() == 304) {
            return response.send();
        }
        if (delivery instanceof Reply.Truncated truncated && body.length > 0) {
            Flux<ByteBuf> beginning = Flux.concat(
                    Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body, 0, truncated.bytes())),
                    Mono.fromRunnable(() -> close(response, false)),
                    Mono.never());
            return stream(response, body.length, beginning);
        }
        if (delivery instanceof Reply.Dripped dripped && body.length > 0) {
            return stream(response, body.length, drip(body, dripped.total()));
        }
        if (delivery instanceof Reply.Padded padded && padded.bytes() > body.length) {
            Flux<ByteBuf> padding = repeat(BLANKS, padded.bytes() - body.length);
            return stream(response, padded.bytes(), Flux.concat(Mono.just(Unpooled.wrappedBuffer(body)), padding));
        }
        response.header("content-length", Integer.toString(body.length));
        return response.sendObject(Mono.just(Unpooled.wrappedBuffer(body)));
    }

    private static Publisher<Void> stream(HttpServerResponse response, long length, Flux<ByteBuf> content) {
        response.header("content-length", Long.toString(length));
        return response.send(content, buffer -> true);
    }

    private static void close(HttpServerResponse response, boolean reset) {
        response.withConnection(connection -> {
            Channel channel = connection.channel();
            if (reset) {
                // Without a linger time the system sends RST in place of FIN.
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            ChannelFuture unused = channel.close();
        });
    }

    private static Flux<ByteBuf> drip(byte[] body, Duration total) {
        int pieces = Math.min(DRIPS, body.length);
        return Flux.range(0, pieces).delayElements(total.dividedBy(pieces)).map(index -> {
            int from = (int) ((long) body.length * index / pieces);
            int to = (int) ((long) body.length * (index + 1) / pieces);
            return Unpooled.wrappedBuffer(body, from, to - from);
        });
    }

    private static Flux<ByteBuf> repeat(byte[] piece, long bytes) {
        return Flux.generate(() -> 0L, (sent, sink) -> {
            long left = bytes - sent;
            if (left <= 0) {
                sink.complete();
                return sent;
            }
            int length = (int) Math.min(piece.length, left);
            sink.next(Unpooled.wrappedBuffer(piece, 0, length));
            return sent + length;
        });
    }
}
