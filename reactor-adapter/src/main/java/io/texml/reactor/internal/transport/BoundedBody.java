package io.texml.reactor.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * The beginning of an error's body. A moderate rest is read and dropped, so that the connection can be used again; a body
 * that goes on and on, or comes too slowly, is given up, which closes the connection. The status is known already, and the
 * caller must not wait long for what else there is to say: a body that breaks off is as good as one that ends.
 */
public final class BoundedBody {

    public static final int MOST_KEPT = 64 * 1024;
    static final int MOST_READ = 1024 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
    private long length;

    private BoundedBody() {}

    /** How long a body may take in all when the server may be silent for so long. */
    public static Duration timeFor(Duration responseTimeout) {
        return responseTimeout.compareTo(LONGEST) < 0 ? responseTimeout : LONGEST;
    }

    /**
     * The beginning of a body, at most {@link #MOST_KEPT} bytes of it.
     *
     * @param connection brings the body; its loop gives the body up too, so that nothing else happens on it meanwhile
     * @param time how long the body may take
     */
    public static Mono<byte[]> read(Flux<ByteBuf> body, Connection connection, Duration time) {
        return Mono.defer(() -> {
            BoundedBody beginning = new BoundedBody();
            return body.takeUntilOther(after(time, connection.channel().eventLoop()))
                    .takeUntil(beginning::isTooLongWith)
                    .onErrorComplete()
                    .then(Mono.fromSupplier(beginning.kept::toByteArray));
        });
    }

    /** By the loop's own timer: a Reactor scheduler made of it for each body would never be disposed of. */
    private static Mono<Void> after(Duration time, EventLoop loop) {
        return Mono.create(sink -> {
            Future<?> timer = loop.schedule(() -> sink.success(), time.toNanos(), TimeUnit.NANOSECONDS);
            sink.onDispose(() -> timer.cancel(false));
        });
    }

    private boolean isTooLongWith(ByteBuf chunk) {
        length += chunk.readableBytes();
        int wanted = Math.min(chunk.readableBytes(), MOST_KEPT - kept.size());
        if (wanted > 0) {
            byte[] bytes = new byte[wanted];
            chunk.getBytes(chunk.readerIndex(), bytes);
            kept.write(bytes, 0, wanted);
        }
        return length > MOST_READ;
    }
}
