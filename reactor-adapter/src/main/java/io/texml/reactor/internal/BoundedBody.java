package io.texml.reactor.internal;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The beginning of an error's body: the rest is read and dropped, so that the connection can be used again. */
final class BoundedBody {

    static final int MOST_BYTES = 64 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);

    private BoundedBody() {}

    static Mono<byte[]> read(Flux<ByteBuf> body) {
        return body.collect(BoundedBody::new, BoundedBody::add).map(whole -> whole.kept.toByteArray());
    }

    private void add(ByteBuf chunk) {
        int length = Math.min(chunk.readableBytes(), MOST_BYTES - kept.size());
        if (length > 0) {
            byte[] bytes = new byte[length];
            chunk.getBytes(chunk.readerIndex(), bytes);
            kept.write(bytes, 0, length);
        }
    }
}
