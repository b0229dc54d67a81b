package io.texml;

import io.texml.internal.Text;
import io.texml.policy.RetryPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one request, or a group of them, does differently from the client's configuration. What is not set here stays as
 * the client has it. Immutable.
 */
public final class RequestOptions {

    private static final RequestOptions NONE = builder().build();

    /** What says how the exchange itself is made; those that begin with {@code proxy-} are not sent either. */
    private static final Set<String> RESERVED = Set.of(
            "authorization",
            "host",
            "content-length",
            "content-type",
            "content-encoding",
            "expect",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private final @Nullable Duration totalTimeout;
    private final @Nullable RetryPolicy retryPolicy;
    private final @Nullable Integer readAhead;
    private final @Nullable Integer maxEmptyPages;
    private final boolean repeatEvenIfDoneTwice;
    private final @Nullable Duration downloadTimeout;
    private final @Nullable Long maxDownloadBytes;
    private final Map<String, String> headers;

    private RequestOptions(Builder builder) {
        this.totalTimeout = builder.totalTimeout;
        this.retryPolicy = builder.retryPolicy;
        this.readAhead = builder.readAhead;
        this.maxEmptyPages = builder.maxEmptyPages;
        this.repeatEvenIfDoneTwice = builder.repeatEvenIfDoneTwice;
        this.downloadTimeout = builder.downloadTimeout;
        this.maxDownloadBytes = builder.maxDownloadBytes;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
    }

    /** Options that change nothing. */
    public static RequestOptions none() {
        return NONE;
    }

    /** Begins options that change nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** The time that everything together may take, waits and retries included; null for the client's. */
    public @Nullable Duration totalTimeout() {
        return totalTimeout;
    }

    /** When to try again; null for the client's policy. */
    public @Nullable RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    /** How many pages a list may fetch ahead of demand; null for the client's choice, none. */
    public @Nullable Integer readAhead() {
        return readAhead;
    }

    /** How many pages without an item a list may have in a row; null for the client's choice, 1,000. */
    public @Nullable Integer maxEmptyPages() {
        return maxEmptyPages;
    }

    /** Whether the caller accepts that something may be done twice; see the builder. */
    public boolean repeatEvenIfDoneTwice() {
        return repeatEvenIfDoneTwice;
    }

    /** The time that a download may take with everything; null for no bound. */
    public @Nullable Duration downloadTimeout() {
        return downloadTimeout;
    }

    /** How many bytes a download may have; null for no bound. */
    public @Nullable Long maxDownloadBytes() {
        return maxDownloadBytes;
    }

    /** Headers to send besides the client's. */
    public Map<String, String> headers() {
        return headers;
    }

    /** These options, with those of another value laid over them. */
    public RequestOptions overriddenBy(RequestOptions other) {
        if (other == NONE) {
            return this;
        }
        Builder merged = new Builder();
        merged.totalTimeout = other.totalTimeout != null ? other.totalTimeout : totalTimeout;
        merged.retryPolicy = other.retryPolicy != null ? other.retryPolicy : retryPolicy;
        merged.readAhead = other.readAhead != null ? other.readAhead : readAhead;
        merged.maxEmptyPages = other.maxEmptyPages != null ? other.maxEmptyPages : maxEmptyPages;
        merged.repeatEvenIfDoneTwice = repeatEvenIfDoneTwice || other.repeatEvenIfDoneTwice;
        merged.downloadTimeout = other.downloadTimeout != null ? other.downloadTimeout : downloadTimeout;
        merged.maxDownloadBytes = other.maxDownloadBytes != null ? other.maxDownloadBytes : maxDownloadBytes;
        merged.headers.putAll(headers);
        merged.headers.putAll(other.headers);
        return merged.build();
    }

    /** Which options are set; header values stay out. */
    @Override
    public String toString() {
        return "RequestOptions[totalTimeout=" + totalTimeout + ", retryPolicy=" + retryPolicy + ", readAhead="
                + readAhead + ", maxEmptyPages=" + maxEmptyPages + ", repeatEvenIfDoneTwice=" + repeatEvenIfDoneTwice
                + ", downloadTimeout=" + downloadTimeout + ", maxDownloadBytes=" + maxDownloadBytes + ", headers="
                + headers.keySet()
                + "]";
    }

    /** Sets options. */
    public static final class Builder {

        private @Nullable Duration totalTimeout;
        private @Nullable RetryPolicy retryPolicy;
        private @Nullable Integer readAhead;
        private @Nullable Integer maxEmptyPages;
        private boolean repeatEvenIfDoneTwice;
        private @Nullable Duration downloadTimeout;
        private @Nullable Long maxDownloadBytes;
        private final Map<String, String> headers = new LinkedHashMap<>();

        private Builder() {}

        /**
         * The time that everything together may take: waiting for a turn, every attempt and the pauses between them. In a
         * list it counts for each page. More than zero. A download has a {@link #downloadTimeout} of its own.
         */
        public Builder totalTimeout(Duration totalTimeout) {
            if (totalTimeout.isNegative() || totalTimeout.isZero()) {
                throw new IllegalArgumentException("totalTimeout must be more than zero");
            }
            this.totalTimeout = totalTimeout;
            return this;
        }

        /** When to try again; {@link RetryPolicy#never()} for not at all. */
        public Builder retryPolicy(RetryPolicy retryPolicy) {
            this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
            return this;
        }

        /**
         * How many pages a list fetches before they are asked for, 0 to 16; 0 unless set. Each page that was read ahead
         * is held in memory.
         */
        public Builder readAhead(int pages) {
            if (pages < 0 || pages > 16) {
                throw new IllegalArgumentException("readAhead must be 0 to 16 pages");
            }
            this.readAhead = pages;
            return this;
        }

        /**
         * How many pages without an item a list may have in a row, at least 1; 1,000 unless set. One more ends the list
         * with a {@link PaginationException}: a server that links from one empty page to the next without end would keep it
         * going for ever.
         */
        public Builder maxEmptyPages(int pages) {
            if (pages < 1) {
                throw new IllegalArgumentException("maxEmptyPages must be at least 1");
            }
            this.maxEmptyPages = pages;
            return this;
        }

        /**
         * Lets an operation that creates be repeated after an ambiguous failure, such as a timeout. <strong>A phone may
         * ring twice, and two calls may be billed.</strong> Without this such an operation fails with
         * {@code outcomeUnknown()} instead.
         */
        public Builder repeatEvenIfDoneTwice() {
            this.repeatEvenIfDoneTwice = true;
            return this;
        }

        /**
         * The time that the download of a recording's media may take: waiting for its turn, fetching links, every attempt,
         * the pauses between them, and the time in which the consumer asks for nothing. More than zero; no bound unless set. What takes longer fails with a
         * {@link TransportException} of phase {@code DEADLINE}, or a {@link SaturationException} when it had not begun, and
         * leaves no file. The bound of a silence is the client's {@code responseTimeout}, with or without this.
         */
        public Builder downloadTimeout(Duration downloadTimeout) {
            if (downloadTimeout.isNegative() || downloadTimeout.isZero()) {
                throw new IllegalArgumentException("downloadTimeout must be more than zero");
            }
            this.downloadTimeout = downloadTimeout;
            return this;
        }

        /**
         * How many bytes a recording's media may have, at least 1; no bound unless set. What is larger fails with a
         * {@link DecodingException}, before its first byte where the server announces its length, and leaves no file.
         */
        public Builder maxDownloadBytes(long maxDownloadBytes) {
            if (maxDownloadBytes < 1) {
                throw new IllegalArgumentException("maxDownloadBytes must be at least 1");
            }
            this.maxDownloadBytes = maxDownloadBytes;
            return this;
        }

        /**
         * Sends a header, in place of the client's header of the same name. The headers that make up the exchange itself
         * (authorization, host, content and connection headers) cannot be set.
         */
        public Builder header(String name, String value) {
            headers.put(checkedHeaderName(name), checkedHeaderValue(name, value));
            return this;
        }

        /** The options. */
        public RequestOptions build() {
            return new RequestOptions(this);
        }
    }

    private static String checkedHeaderName(@Nullable String name) {
        if (name == null || !Text.isHttpToken(name)) {
            throw new RequestValidationException(
                    "the header", List.of("its name must be an HTTP token; take letters, digits and hyphens"));
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower) || lower.startsWith("proxy-")) {
            throw new RequestValidationException(
                    "the header", List.of(lower + " is set by the client itself; leave it out"));
        }
        return lower;
    }

    private static String checkedHeaderValue(String name, @Nullable String value) {
        if (value == null) {
            throw new RequestValidationException(
                    "the header", List.of(name + " must not be null; leave it out instead"));
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7F) {
                throw new RequestValidationException(
                        "the header", List.of(name + " must hold printable ASCII characters only"));
            }
        }
        return value;
    }
}
