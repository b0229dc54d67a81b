package io.texml.simulator.fault;

import io.texml.simulator.internal.contract.KnownNames;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong: what, and with which requests.
 *
 * <pre>{@code
 * simulator.faults().add(Fault.status(503).on("calls.get").times(2).retryAfter(Duration.ofSeconds(1)));
 * simulator.faults().add(Fault.dropAfterActing().on("calls.create").skip(1).times(1));
 * simulator.faults().add(Fault.latency(Latency.exponential(Duration.ofMillis(80))));
 * }</pre>
 *
 * <p>A fault without {@link #on} concerns every request, and without {@link #times} it stays. If several faults concern
 * one request, the latencies add up and the oldest of the others happens. Faults are immutable; each method returns a
 * changed copy.
 */
public final class Fault {

    /** What goes wrong. */
    public enum Effect {
        /** Another answer is sent, and the operation does not take effect unless {@link Fault#afterActing} was called. */
        ANSWER,
        /** The connection is closed without an answer. */
        DROP,
        /** The body ends early. */
        TRUNCATE,
        /** The body is not what its type says. */
        GARBLE,
        /** The body takes its time. */
        SLOW,
        /** The body is huge. */
        HUGE,
        /** The answer takes its time. */
        LATENCY,
        /** The media link has expired. */
        EXPIRE
    }

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

    private final Effect effect;
    private final int status;
    private final @Nullable String body;
    private final String contentType;
    private final Map<String, String> headers;
    private final boolean acts;
    private final boolean reset;
    private final Duration duration;
    private final long bytes;
    private final Latency latency;
    private final Selection selection;

    /**
     * Which requests a fault concerns.
     *
     * @param operations operation ids, any when empty
     * @param skip how many of these requests go well before
     * @param times how often it happens at most
     * @param every it happens to each so many of the requests
     * @param probability share of the requests that it happens to
     */
    public record Selection(Set<String> operations, int skip, int times, int every, double probability) {

        private static final Selection ALL = new Selection(Set.of(), 0, Integer.MAX_VALUE, 1, 1);

        /** Checks the numbers. */
        public Selection {
            if (skip < 0 || times < 1 || every < 1 || !(probability > 0 && probability <= 1)) {
                throw new IllegalArgumentException("A fault needs skip >= 0, times >= 1, every >= 1 and a probability"
                        + " above 0 and up to 1: " + skip + ", " + times + ", " + every + ", " + probability);
            }
        }
    }

    private Fault(
            Effect effect,
            int status,
            @Nullable String body,
            String contentType,
            Map<String, String> headers,
            boolean acts,
            boolean reset,
            Duration duration,
            long bytes,
            Latency latency,
            Selection selection) {
        this.effect = effect;
        this.status = status;
        this.body = body;
        this.contentType = contentType;
        this.headers = headers;
        this.acts = acts;
        this.reset = reset;
        this.duration = duration;
        this.bytes = bytes;
        this.latency = latency;
        this.selection = selection;
    }

    private static Fault of(Effect effect, int status, @Nullable String body, String contentType, boolean acts) {
        return new Fault(
                effect,
                status,
                body,
                contentType,
                Map.of(),
                acts,
                false,
                Duration.ZERO,
                0,
                Latency.fixed(Duration.ZERO),
                Selection.ALL);
    }

    /** The operation is not carried out; the answer has this status and the error envelope that goes with it. */
    public static Fault status(int status) {
        return of(Effect.ANSWER, requireFinal(status), null, "application/json", false);
    }

    /** The operation is not carried out; the answer is this one, for example a proxy's HTML page. */
    public static Fault answer(int status, String contentType, String body) {
        return of(Effect.ANSWER, requireFinal(status), body, contentType, false);
    }

    /** The connection is closed before the operation is carried out. */
    public static Fault dropBeforeActing() {
        return of(Effect.DROP, 0, null, "", false);
    }

    /** The operation is carried out, and the connection is closed instead of an answer. */
    public static Fault dropAfterActing() {
        return of(Effect.DROP, 0, null, "", true);
    }

    /** The connection is closed in the middle of the body. */
    public static Fault truncatedBody() {
        return of(Effect.TRUNCATE, 0, null, "", true);
    }

    /** The body is not JSON any more. */
    public static Fault garbledBody() {
        return of(Effect.GARBLE, 0, null, "", true);
    }

    /** The body comes in small pieces that take this long together, in real time. */
    public static Fault slowBody(Duration total) {
        if (total.isNegative()) {
            throw new IllegalArgumentException("A body takes no negative time: " + total);
        }
        return of(Effect.SLOW, 0, null, "", true).withDuration(total);
    }

    /** The body is followed by blanks until it has this many bytes; it is still JSON. */
    public static Fault hugeBody(long totalBytes) {
        return of(Effect.HUGE, 0, null, "", true).withBytes(totalBytes);
    }

    /** The answer is sent late. */
    public static Fault latency(Latency distribution) {
        return of(Effect.LATENCY, 0, null, "", true).withLatency(distribution);
    }

    /** Media links are answered as if they had expired. */
    public static Fault expiredMediaLink() {
        return of(Effect.EXPIRE, 403, null, "", false).on("media.get");
    }

    /** A fault from its text form, which the program and its admin API take; see the guide on testing. */
    public static Fault parse(String text) {
        return FaultText.parse(text);
    }

    /**
     * Concerns these operations only: ids such as {@code calls.create}, {@code media.get} or {@code unknown}.
     *
     * @throws IllegalArgumentException if there is no such operation
     */
    public Fault on(String... operations) {
        Set<String> known = new TreeSet<>();
        for (String operation : operations) {
            known.add(KnownNames.operation(operation));
        }
        return select(new Selection(
                Collections.unmodifiableSet(known),
                selection.skip(),
                selection.times(),
                selection.every(),
                selection.probability()));
    }

    /** Lets this many requests go well first. */
    public Fault skip(int requests) {
        return select(new Selection(
                selection.operations(), requests, selection.times(), selection.every(), selection.probability()));
    }

    /** Happens this often and no more. */
    public Fault times(int count) {
        return select(new Selection(
                selection.operations(), selection.skip(), count, selection.every(), selection.probability()));
    }

    /** Happens to every so many of the requests only: 3 means the third, the sixth and so on. */
    public Fault every(int requests) {
        return select(new Selection(
                selection.operations(), selection.skip(), selection.times(), requests, selection.probability()));
    }

    /** Happens to this share of the requests, as the seed decides. */
    public Fault withProbability(double share) {
        return select(
                new Selection(selection.operations(), selection.skip(), selection.times(), selection.every(), share));
    }

    /**
     * Adds a header to the answer, whatever it is.
     *
     * @throws IllegalArgumentException if HTTP allows no such header
     */
    public Fault withHeader(String name, String value) {
        if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("HTTP allows no such header: " + name);
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Fault(
                effect,
                status,
                body,
                contentType,
                Collections.unmodifiableMap(all),
                acts,
                reset,
                duration,
                bytes,
                latency,
                selection);
    }

    /** Adds {@code Retry-After} in whole seconds. */
    public Fault retryAfter(Duration time) {
        return withHeader("retry-after", Long.toString(time.toSeconds()));
    }

    /** Adds {@code Retry-After} as an HTTP date. */
    public Fault retryAfter(Instant instant) {
        return withHeader(
                "retry-after",
                DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                        .withZone(ZoneOffset.UTC)
                        .format(instant));
    }

    /** Adds {@code Retry-After} as it is: a fraction, a negative number, a billion seconds, nonsense. */
    public Fault retryAfter(String value) {
        return withHeader("retry-after", value);
    }

    /** Carries the operation out although the answer says that it failed. */
    public Fault afterActing() {
        return new Fault(effect, status, body, contentType, headers, true, reset, duration, bytes, latency, selection);
    }

    /** Resets the connection instead of closing it in good order. */
    public Fault withReset() {
        return new Fault(effect, status, body, contentType, headers, acts, true, duration, bytes, latency, selection);
    }

    private Fault withDuration(Duration time) {
        return new Fault(effect, status, body, contentType, headers, acts, reset, time, bytes, latency, selection);
    }

    private Fault withBytes(long count) {
        return new Fault(effect, status, body, contentType, headers, acts, reset, duration, count, latency, selection);
    }

    private Fault withLatency(Latency time) {
        return new Fault(effect, status, body, contentType, headers, acts, reset, duration, bytes, time, selection);
    }

    private Fault select(Selection other) {
        return new Fault(effect, status, body, contentType, headers, acts, reset, duration, bytes, latency, other);
    }

    /** What goes wrong. */
    public Effect effect() {
        return effect;
    }

    /** With which requests. */
    public Selection selection() {
        return selection;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** The body of the answer, null for the envelope that goes with the status. */
    public @Nullable String body() {
        return body;
    }

    /** The media type of {@link #body()}. */
    public String contentType() {
        return contentType;
    }

    /** Headers that are added to the answer. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Whether the operation is carried out. */
    public boolean acts() {
        return acts;
    }

    /** Whether the connection is reset rather than closed. */
    public boolean resets() {
        return reset;
    }

    /** How long a slow body takes. */
    public Duration duration() {
        return duration;
    }

    /** How large a huge body is. */
    public long bytes() {
        return bytes;
    }

    /** How late answers are. */
    public Latency latency() {
        return latency;
    }

    /** The text form, as far as there is one; not the body of an answer, nor the values of headers but Retry-After. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        if (!selection.operations().isEmpty()) {
            words.add("on=" + String.join(",", selection.operations()));
        }
        words.add(
                switch (effect) {
                    case ANSWER -> "status=" + status + (acts ? " acts=true" : "") + (body == null ? "" : " body=own");
                    case DROP -> "drop=" + (acts ? "after" : "before") + (reset ? " reset=true" : "");
                    case TRUNCATE -> "body=truncated";
                    case GARBLE -> "body=garbled";
                    case SLOW -> "body=slow:" + duration.toMillis() + "ms";
                    case HUGE -> "body=huge:" + bytes;
                    case LATENCY -> "latency, median " + latency.at(0.5).toMillis() + "ms";
                    case EXPIRE -> "body=expired";
                });
        if (selection.skip() > 0) {
            words.add("skip=" + selection.skip());
        }
        if (selection.times() < Integer.MAX_VALUE) {
            words.add("times=" + selection.times());
        }
        if (selection.every() > 1) {
            words.add("every=" + selection.every());
        }
        if (selection.probability() < 1) {
            words.add("probability=" + selection.probability());
        }
        headers.forEach((name, value) ->
                words.add(name.equals("retry-after") ? name + "=" + quoted(value) : "header." + name + "=.."));
        return String.join(" ", words);
    }

    private static String quoted(String value) {
        return value.isEmpty() || value.indexOf(' ') >= 0 ? '"' + value + '"' : value;
    }

    private static int requireFinal(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("Not a final HTTP status: " + status);
        }
        return status;
    }
}
