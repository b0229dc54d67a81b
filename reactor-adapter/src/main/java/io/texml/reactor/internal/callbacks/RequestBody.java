package io.texml.reactor.internal.callbacks;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The body of a request, read whole within a bound, and that of an answer. */
public final class RequestBody {

    private static final byte[] NOTHING = {};

    private final int bound;
    private int length;
    /** All of it, most often. */
    private byte @Nullable [] first;

    private @Nullable ByteArrayOutputStream more;

    private RequestBody(int bound) {
        this.bound = bound;
    }

    /** A body was longer than the bound; it is not read to its end. */
    public static final class TooLongException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("The body is too long.", null, false, false);
        }
    }

    /**
     * The bytes of the body; fails with {@link TooLongException}.
     *
     * @param bound how many it may have
     */
    public static Mono<byte[]> read(HttpServerRequest request, int bound) {
        return Mono.defer(() -> {
            if (declaredLength(request) > bound) {
                return Mono.error(new TooLongException());
            }
            RequestBody body = new RequestBody(bound);
            // Each chunk is copied and released before the next is asked for.
            return request.receive().asByteArray().doOnNext(body::add).then(Mono.fromSupplier(body::whole));
        });
    }

    /** Negative when it is not said, or not as a number: then the bytes are counted. */
    private static long declaredLength(HttpServerRequest request) {
        String length = request.requestHeaders().get("content-length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException unreadable) {
            return -1;
        }
    }

    private void add(byte[] chunk) {
        if (chunk.length > bound - length) {
            throw Exceptions.propagate(new TooLongException());
        }
        length += chunk.length;
        if (first == null) {
            first = chunk;
            return;
        }
        if (more == null) {
            more = new ByteArrayOutputStream(2 * length);
            more.write(first, 0, first.length);
        }
        more.write(chunk, 0, chunk.length);
    }

    private byte[] whole() {
        if (more != null) {
            return more.toByteArray();
        }
        return first == null ? NOTHING : first;
    }

    /** Writes an answer. */
    public static Mono<Void> answer(HttpServerResponse response, int status, Map<String, String> headers, byte[] body) {
        response.status(status).header("content-length", Integer.toString(body.length));
        headers.forEach(response::header);
        return body.length == 0
                ? response.send()
                : response.sendByteArray(Mono.just(body)).then();
    }
}
