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
        Reply.Delivery delivery = reply.delivery();
        if (delivery instanceof Reply.Dropped dropped) {
            return Mono.fromRunnable(() -> close(response, dropped.reset()));
        }
        if (reply.status() == 204 || reply.status() == 304) {
            return response.send();
        }
        if (delivery instanceof Reply.Streamed streamed) {
            return response.send(
                    streamed.parts().map(part -> Unpooled.copiedBuffer(part, StandardCharsets.UTF_8)), part -> true);
        }
        long length = reply.length();
        if (delivery instanceof Reply.Truncated && length > 0) {
            Flux<ByteBuf> beginning = Flux.concat(
                    part(reply.body(), 0, length / 2), Mono.fromRunnable(() -> close(response, false)), Mono.never());
            return stream(response, length, beginning);
        }
        if (delivery instanceof Reply.Dripped dripped && length > 0) {
            return stream(response, length, drip(reply, dripped.total()));
        }
        if (delivery instanceof Reply.Padded padded && padded.bytes() > length) {
            Flux<ByteBuf> padding = part(BLANKS, 0, padded.bytes() - length);
            return stream(response, padded.bytes(), Flux.concat(part(reply.body(), 0, length), padding));
        }
        if (length > reply.body().length) {
            return stream(response, length, part(reply.body(), 0, length));
        }
        response.header("content-length", Long.toString(length));
        return response.sendObject(Mono.just(Unpooled.wrappedBuffer(reply.body())));
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

    private static Flux<ByteBuf> drip(Reply reply, Duration total) {
        int pieces = (int) Math.min(DRIPS, reply.length());
        return Flux.range(0, pieces)
                .delayElements(total.dividedBy(pieces))
                .concatMap(index ->
                        part(reply.body(), reply.length() * index / pieces, reply.length() * (index + 1) / pieces));
    }

    /** The bytes from one position to another of a piece that is repeated without end. */
    private static Flux<ByteBuf> part(byte[] piece, long from, long to) {
        return Flux.generate(() -> from, (position, sink) -> {
            if (position >= to) {
                sink.complete();
                return position;
            }
            int start = (int) (position % piece.length);
            int count = (int) Math.min(piece.length - start, to - position);
            sink.next(Unpooled.wrappedBuffer(piece, start, count));
            return position + count;
        });
    }
}
