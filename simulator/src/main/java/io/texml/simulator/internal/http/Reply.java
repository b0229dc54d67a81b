package io.texml.simulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer and the way it is delivered.
 *
 * @param delivery whether the answer reaches the client whole
 * @param latency how long the answer waits, in real time
 */
// The bytes are handed on and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, Map<String, String> headers, byte[] body, Delivery delivery, Duration latency) {

    /** How an answer is put on the wire. */
    public sealed interface Delivery {}

    /** Whole and at once. */
    public record Whole() implements Delivery {}

    /** Not at all: the connection is closed, or reset. */
    public record Dropped(boolean reset) implements Delivery {}

    /** The announced length is true, but the connection closes after the first {@code bytes}. */
    public record Truncated(int bytes) implements Delivery {}

    /** In small pieces that take {@code total} together. */
    public record Dripped(Duration total) implements Delivery {}

    /** Followed by blanks until the body has {@code bytes}. */
    public record Padded(long bytes) implements Delivery {}

    /** A generated body of {@code bytes}: {@code body} repeated, never held in memory. */
    public record Repeated(long bytes) implements Delivery {}

    /** An answer with a JSON body. */
    public static Reply json(int status, byte[] body) {
        return new Reply(status, Map.of("content-type", "application/json"), body, new Whole(), Duration.ZERO);
    }

    /** An answer with a text body. */
    public static Reply text(int status, String contentType, String body) {
        return new Reply(
                status,
                Map.of("content-type", contentType),
                body.getBytes(StandardCharsets.UTF_8),
                new Whole(),
                Duration.ZERO);
    }

    /** An answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0], new Whole(), Duration.ZERO);
    }

    /** The same answer with these headers added, which replace those of the same name. */
    public Reply withHeaders(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body, delivery, latency);
    }

    /** The same answer, delivered otherwise. */
    public Reply deliveredBy(Delivery other) {
        return new Reply(status, headers, body, other, latency);
    }

    /** The same answer with another body. */
    public Reply withBody(byte[] other) {
        return new Reply(status, headers, other, delivery, latency);
    }

    /** The same answer, delayed. */
    public Reply after(Duration delay) {
        return new Reply(status, headers, body, delivery, delay);
    }

    @Override
    public String toString() {
        return "Reply[" + status + ", " + body.length + " bytes, " + delivery + "]";
    }
}
