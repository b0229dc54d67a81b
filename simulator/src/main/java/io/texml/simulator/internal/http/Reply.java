package io.texml.simulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Flux;

/**
 * An answer and the way it is delivered.
 *
 * @param body the bytes of the body, or a piece that is repeated until the body has its length
 * @param length bytes of the whole body; what is longer than {@code body} is never held in memory
 * @param delivery whether the answer reaches the client whole
 * @param latency how long the answer waits, in real time
 */
// The bytes are handed on and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Reply(
        int status, Map<String, String> headers, byte[] body, long length, Delivery delivery, Duration latency) {

    /** How an answer is put on the wire. */
    public sealed interface Delivery {}

    /** Whole and at once. */
    public record Whole() implements Delivery {}

    /** Not at all: the connection is closed, or reset. */
    public record Dropped(boolean reset) implements Delivery {}

    /** The announced length is true, but the connection closes in the middle. */
    public record Truncated() implements Delivery {}

    /** In small pieces that take {@code total} together. */
    public record Dripped(Duration total) implements Delivery {}

    /** Followed by blanks until the body has {@code bytes}. */
    public record Padded(long bytes) implements Delivery {}

    /** In parts that come as they come; of {@code body} nothing is sent. The end of the connection cancels them. */
    public record Streamed(Flux<String> parts) implements Delivery {}

    /** An answer with a JSON body. */
    public static Reply json(int status, byte[] body) {
        return bytes(status, "application/json", body);
    }

    private static Reply bytes(int status, String contentType, byte[] body) {
        return repeated(status, contentType, body, body.length);
    }

    /** An answer with a text body. */
    public static Reply text(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer whose body is a piece, repeated and cut at a length. */
    public static Reply repeated(int status, String contentType, byte[] piece, long length) {
        return new Reply(status, Map.of("content-type", contentType), piece, length, new Whole(), Duration.ZERO);
    }

    /** An answer that goes on. */
    public static Reply stream(String contentType, Flux<String> parts) {
        return new Reply(200, Map.of("content-type", contentType), new byte[0], 0, new Streamed(parts), Duration.ZERO);
    }

    /** An answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0], 0, new Whole(), Duration.ZERO);
    }

    /** The same answer with these headers added, which replace those of the same name. */
    public Reply withHeaders(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body, length, delivery, latency);
    }

    /** The same answer, delivered otherwise. */
    public Reply deliveredBy(Delivery other) {
        return new Reply(status, headers, body, length, other, latency);
    }

    /** The same answer with another body, or piece of it, of the same length. */
    public Reply withBody(byte[] other) {
        return new Reply(status, headers, other, length, delivery, latency);
    }

    /** The same answer, delayed. */
    public Reply after(Duration delay) {
        return new Reply(status, headers, body, length, delivery, delay);
    }

    @Override
    public String toString() {
        return "Reply[" + status + ", " + length + " bytes, " + delivery + "]";
    }
}
