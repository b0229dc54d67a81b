package io.texml.simulator.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request that the simulator got, and the status it answered. */
public final class RecordedRequest {

    private final long number;
    private final Instant receivedAt;
    private final String operation;
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Map<String, String> parameters;
    private final int status;
    private final boolean acted;

    /**
     * A request; the simulator makes these.
     *
     * @param parameters query and body parameters as text
     * @param status the status that was answered, 0 when the connection was dropped instead
     * @param acted whether the operation took effect, whatever the client got to see
     */
    public RecordedRequest(
            long number,
            Instant receivedAt,
            String operation,
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            byte[] body,
            Map<String, String> parameters,
            int status,
            boolean acted) {
        this.number = number;
        this.receivedAt = receivedAt;
        this.operation = operation;
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.parameters = parameters;
        this.status = status;
        this.acted = acted;
    }

    /** Counts requests from 1. */
    public long number() {
        return number;
    }

    /** When the request came, in simulated time. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /**
     * What the request was: an operation id such as {@code calls.create}, {@code media.get}, or {@code unknown} when
     * there is nothing at the address.
     */
    public String operation() {
        return operation;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The path as it was sent, still percent-encoded. */
    public String path() {
        return path;
    }

    /** The query as it was sent, empty when there was none. */
    public String query() {
        return query;
    }

    /** All headers, by lower-case name. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header, whatever its case. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** The body as it was sent, shortened if it was very long. */
    public byte[] body() {
        return body.clone();
    }

    /** How many bytes {@link #body()} has. */
    public int bodyLength() {
        return body.length;
    }

    /** The body as UTF-8 text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The parameters of query and body as text; empty when the request could not be read. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** The status that was answered; 0 when the connection was dropped instead. */
    public int status() {
        return status;
    }

    /** Whether the operation took effect, whatever the client got to see. */
    public boolean acted() {
        return acted;
    }

    /** Method, operation and status; neither numbers nor keys. */
    @Override
    public String toString() {
        return "#" + number + " " + method + " " + operation + " -> " + (status == 0 ? "dropped" : status);
    }
}
