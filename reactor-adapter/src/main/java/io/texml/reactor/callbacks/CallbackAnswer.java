package io.texml.reactor.callbacks;

import io.texml.callbacks.CallbackKind;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to answer the platform with, and what became of its request. */
public final class CallbackAnswer {

    private static final byte[] EMPTY = {};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final CallbackOutcome outcome;
    private final @Nullable CallbackKind kind;
    private final @Nullable Throwable failure;

    CallbackAnswer(
            int status,
            Map<String, String> headers,
            byte[] body,
            CallbackOutcome outcome,
            @Nullable CallbackKind kind,
            @Nullable Throwable failure) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.outcome = outcome;
        this.kind = kind;
        this.failure = failure;
    }

    static CallbackAnswer empty(
            int status, CallbackOutcome outcome, @Nullable CallbackKind kind, @Nullable Throwable failure) {
        return new CallbackAnswer(status, Map.of(), EMPTY, outcome, kind, failure);
    }

    static CallbackAnswer document(
            byte[] xml, CallbackOutcome outcome, @Nullable CallbackKind kind, @Nullable Throwable failure) {
        return new CallbackAnswer(
                200, Map.of("content-type", "application/xml; charset=utf-8"), xml, outcome, kind, failure);
    }

    CallbackAnswer withHeader(String name, String value) {
        return new CallbackAnswer(status, Map.of(name, value), body, outcome, kind, failure);
    }

    /** The status: 200, 4xx or 503. */
    public int status() {
        return status;
    }

    /** The headers, without {@code content-length}; never null. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body, read-only; empty for all but documents. */
    public ByteBuffer body() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    byte[] bytes() {
        return body;
    }

    /** What became of the request; never null. */
    public CallbackOutcome outcome() {
        return outcome;
    }

    /** Which kind of callback it was; null when it was refused before that was known. */
    public @Nullable CallbackKind kind() {
        return kind;
    }

    /**
     * What a handler, the events or a check of the request failed with; null when nothing did. The message of what is not this
     * library's may hold anything: this library logs its class alone.
     */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Status, outcome and kind; nothing of the body. */
    @Override
    public String toString() {
        return "CallbackAnswer[" + status + ", " + outcome + ", " + kind + "]";
    }
}
