package io.texml.policy;

import java.time.Duration;
import java.util.Objects;

/**
 * What happened to one attempt, as far as a retry depends on it.
 *
 * @param kind how far the request got
 * @param retryAfter how long the server asks to wait; zero when it does not say
 * @param retryForbidden whether the server says that a retry is useless ({@code x-should-retry: false})
 */
public record Failure(Kind kind, Duration retryAfter, boolean retryForbidden) {

    /** Refuses null. */
    public Failure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** A failure about which the server said nothing. */
    public static Failure of(Kind kind) {
        return new Failure(kind, Duration.ZERO, false);
    }

    /** The kind that an HTTP status stands for. */
    public static Kind kindOf(int status) {
        if (status == 429) {
            return Kind.THROTTLED;
        }
        if (status == 408) {
            return Kind.TIMED_OUT;
        }
        return status >= 500 && status < 600 ? Kind.SERVER_ERROR : Kind.FINAL;
    }

    /**
     * Whether an answer with this status leaves open if a creating request was carried out. Beside the kinds that do: a
     * status that is no final one (101), one that HTTP does not know, and a redirect that may lead to what the request
     * made. Only 307 and 308 send the request itself elsewhere.
     */
    public static boolean isAmbiguous(int status) {
        boolean outsideOfHttp = status < 200 || status > 599;
        boolean redirect = status >= 300 && status < 400 && status != 307 && status != 308;
        return outsideOfHttp || redirect || kindOf(status).isAmbiguous();
    }

    boolean isRepeatable(boolean mayBeDoneTwice) {
        if (retryForbidden || kind == Kind.FINAL) {
            return false;
        }
        return !kind.ambiguous || mayBeDoneTwice;
    }

    /** How far an attempt got. */
    public enum Kind {
        /** Nothing was sent: no permit, no name, no connection, no handshake. */
        NOT_SENT(false),
        /** The server refused it with 429 and did nothing. */
        THROTTLED(false),
        /** The server failed (5xx); nobody knows what it did first. */
        SERVER_ERROR(true),
        /** No answer came in time, or the server said so (408). */
        TIMED_OUT(true),
        /** The connection broke before the whole answer was there, or the answer cannot be read. */
        BROKEN(true),
        /** An answer that repeating does not change. */
        FINAL(false);

        private final boolean ambiguous;

        Kind(boolean ambiguous) {
            this.ambiguous = ambiguous;
        }

        /** Whether the server may have acted. */
        public boolean isAmbiguous() {
            return ambiguous;
        }
    }
}
