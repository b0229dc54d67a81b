package io.texml.callbacks;

import io.texml.callbacks.CallbackException.Reason;
import io.texml.internal.callbacks.FormText;
import io.texml.internal.callbacks.SignatureKeys;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the platform sends to an application, and believes it only if it is signed. Make one and keep it: it is
 * immutable and may be used by many threads at once. It does no I/O; checking a signature takes about a millisecond, so it
 * does not belong on an event loop.
 *
 * <pre>{@code
 * CallbackReader reader = CallbackReader.of("the public key that the portal shows");
 * Callback callback = reader.read(
 *         request.getMethod(),
 *         request.getQueryString(),
 *         name -> Collections.list(request.getHeaders(name)), // Netty: request.headers()::getAll
 *         request.getInputStream().readNBytes(reader.maxBytes() + 1));
 * }</pre>
 *
 * <p>The platform signs, with Ed25519, the header {@code telnyx-timestamp}, a {@code |} and the raw bytes of the body. So
 * the body is to be given as it was received, before any framework has parsed it. The URL is never signed: of a {@code GET}
 * the signature covers no parameter, and of a {@code POST} not those that stand in the URL.
 *
 * <p>Names that came more than once, values that do not fit and names that this version does not know are no failures: see
 * {@link Callback#additionalProperties()}.
 */
public final class CallbackReader {

    private static final String SIGNATURE = "telnyx-signature-ed25519";
    private static final String TIMESTAMP = "telnyx-timestamp";
    private static final String CONTENT_TYPE = "content-type";
    private static final byte[] SEPARATOR = {'|'};
    private static final byte[] NOTHING = {};

    private final SignatureKeys keys;
    private final CallbackTokens tokens;
    private final VerificationPolicy instructions;
    private final VerificationPolicy statusCallbacks;
    private final Duration tolerance;
    private final InstantSource clock;
    private final int maxBytes;
    private final int maxParameters;

    private CallbackReader(Builder builder) {
        this.keys = new SignatureKeys(builder.keys(), builder.provider);
        this.tokens = new CallbackTokens(builder.tokens);
        this.instructions = builder.instructions;
        this.statusCallbacks = builder.statusCallbacks;
        this.tolerance = builder.tolerance;
        this.clock = builder.clock;
        this.maxBytes = builder.maxBytes;
        this.maxParameters = builder.maxParameters;
        checkPossible("instructions", instructions);
        checkPossible("statusCallbacks", statusCallbacks);
    }

    /**
     * A reader with the defaults of {@link #builder()}.
     *
     * @param publicKeys as the portal shows them; several while one takes another's place
     * @throws IllegalArgumentException when one is no such key
     */
    public static CallbackReader of(String... publicKeys) {
        return builder().publicKeys(publicKeys).build();
    }

    /** Begins a reader, whose key is that of the environment variable {@code TELNYX_PUBLIC_KEY} if none is given. */
    public static Builder builder() {
        return new Builder(System::getenv);
    }

    /**
     * Reads one request.
     *
     * @param method {@code GET} or {@code POST}
     * @param rawQuery what stands behind the {@code ?} of the URL, as it was received; null when there is none
     * @param headers the values of the header of a name, in whatever case the request wrote it; null or empty when there is
     *     none. The name is asked for in lower case
     * @param body the bytes as they were received; empty when there is none
     * @throws CallbackException when a check failed; {@link CallbackException#reason()} says which
     */
    public Callback read(
            String method,
            @Nullable String rawQuery,
            Function<String, ? extends @Nullable List<String>> headers,
            byte[] body) {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        boolean get = isGet(method);
        byte[] query = rawQuery == null ? NOTHING : rawQuery.getBytes(StandardCharsets.UTF_8);
        checkSizes(get, query, body);
        Reason unsigned = signatureFailure(headers, body);
        if (unsigned != null && needsSignature(instructions) && needsSignature(statusCallbacks)) {
            throw new CallbackException(unsigned);
        }
        UrlParameters url = UrlParameters.of(form(query, StandardCharsets.UTF_8), get);
        Proof proof = new Proof(body.length > 0, unsigned, url.token() != null, tokens.contain(url.token()));
        if (!proof.mayDo(instructions) && !proof.mayDo(statusCallbacks)) {
            throw new CallbackException(proof.failure());
        }
        Map<String, List<String>> parameters = get ? url.platform() : form(body, charset(headers));
        CallbackKind kind = CallbackKinds.of(parameters, url.kind());
        Verification verification = proof.verification(kind.expectsDocument() ? instructions : statusCallbacks);
        return kind.read(
                new CallbackFields(kind, verification, url.reference(), url.own(), parameters, clock.instant()));
    }

    /** How many bytes of a body are read at most: a server need not take more than one above it. */
    public int maxBytes() {
        return maxBytes;
    }

    /** Whether nothing else would do. */
    private boolean needsSignature(VerificationPolicy policy) {
        return policy == VerificationPolicy.SIGNATURE
                || (policy == VerificationPolicy.SIGNATURE_OR_TOKEN && tokens.isEmpty());
    }

    private static boolean isGet(String method) {
        if (!method.equals("GET") && !method.equals("POST")) {
            throw new CallbackException(Reason.METHOD_UNSUPPORTED);
        }
        return method.equals("GET");
    }

    private void checkSizes(boolean get, byte[] query, byte[] body) {
        if (body.length > maxBytes || query.length > maxBytes) {
            throw new CallbackException(Reason.TOO_LARGE);
        }
        // A signed body of another request could stand here beside a query that somebody made up.
        if (get && body.length > 0) {
            throw new CallbackException(Reason.BODY_UNEXPECTED);
        }
    }

    private Map<String, List<String>> form(byte[] form, Charset charset) {
        try {
            return FormText.read(form, charset, maxParameters);
        } catch (FormText.TooManyException tooMany) {
            throw new CallbackException(Reason.TOO_LARGE);
        }
    }

    private static Charset charset(Function<String, ? extends @Nullable List<String>> headers) {
        List<String> types = headers.apply(CONTENT_TYPE);
        Charset charset = types == null || types.isEmpty()
                ? StandardCharsets.UTF_8
                : types.size() == 1 ? FormText.charset(types.get(0)) : null;
        if (charset == null) {
            throw new CallbackException(Reason.NOT_A_FORM);
        }
        return charset;
    }

    /** Why the bytes count as unsigned; null when a key signed them a short time ago. */
    private @Nullable Reason signatureFailure(Function<String, ? extends @Nullable List<String>> headers, byte[] body) {
        List<String> signatures = headers.apply(SIGNATURE);
        List<String> timestamps = headers.apply(TIMESTAMP);
        if (signatures == null || signatures.isEmpty() || keys.isEmpty()) {
            return Reason.SIGNATURE_MISSING;
        }
        if (timestamps == null || timestamps.isEmpty()) {
            return Reason.TIMESTAMP_MISSING;
        }
        if (signatures.size() > 1 || timestamps.size() > 1) {
            return Reason.HEADER_REPEATED;
        }
        String timestamp = timestamps.get(0);
        long signedAt = seconds(timestamp);
        if (signedAt < 0) {
            return Reason.TIMESTAMP_UNREADABLE;
        }
        if (isStale(signedAt)) {
            return Reason.STALE;
        }
        if (!keys.signed(signatures.get(0), timestamp.getBytes(StandardCharsets.US_ASCII), SEPARATOR, body)) {
            return Reason.SIGNATURE_WRONG;
        }
        return null;
    }

    private boolean isStale(long signedAt) {
        Duration age = Duration.between(Instant.ofEpochSecond(signedAt), clock.instant());
        return age.abs().compareTo(tolerance) > 0;
    }

    /** The number that digits make, or a negative one when it is none, or no moment that anybody lives to see. */
    private static long seconds(String digits) {
        if (digits.isEmpty() || digits.length() > 12) {
            return -1;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(digits);
    }

    /**
     * What speaks for the sender of one request.
     *
     * @param signable whether there is a body: the signature of a {@code GET} holds for an empty {@code POST} as well, whose URL
     *     somebody else may have made
     */
    private record Proof(boolean signable, @Nullable Reason unsigned, boolean tokenGiven, boolean tokenHolds) {

        boolean mayDo(VerificationPolicy policy) {
            return switch (policy) {
                case SIGNATURE -> unsigned == null && signable;
                case SIGNATURE_OR_TOKEN -> unsigned == null || tokenHolds;
                case NONE -> true;
            };
        }

        Verification verification(VerificationPolicy policy) {
            if (!mayDo(policy)) {
                throw new CallbackException(failure());
            }
            if (unsigned == null && signable) {
                return Verification.SIGNATURE;
            }
            if (tokenHolds) {
                return Verification.TOKEN;
            }
            return unsigned == null ? Verification.SIGNATURE_WITHOUT_PARAMETERS : Verification.NONE;
        }

        Reason failure() {
            if (unsigned == null) {
                return Reason.PARAMETERS_NOT_SIGNED;
            }
            return tokenGiven && !tokenHolds && unsigned == Reason.SIGNATURE_MISSING ? Reason.TOKEN_WRONG : unsigned;
        }
    }

    private void checkPossible(String name, VerificationPolicy policy) {
        boolean possible = policy == VerificationPolicy.NONE
                || !keys.isEmpty()
                || (policy == VerificationPolicy.SIGNATURE_OR_TOKEN && !tokens.isEmpty());
        if (!possible) {
            throw new IllegalArgumentException("publicKeys must not be empty while " + name + " is " + policy
                    + "; give the key that the portal shows, or set TELNYX_PUBLIC_KEY");
        }
    }

    /** Collects what a {@link CallbackReader} needs. */
    public static final class Builder {

        private static final Duration SHORTEST_TOLERANCE = Duration.ofSeconds(1);
        private static final Duration LONGEST_TOLERANCE = Duration.ofHours(1);
        private static final int LEAST_BYTES = 1024;
        private static final int MOST_BYTES = 16 * 1024 * 1024;
        private static final int MOST_PARAMETERS = 10_000;

        private final UnaryOperator<@Nullable String> environment;
        private List<String> publicKeys = List.of();
        private List<String> tokens = List.of();
        private VerificationPolicy instructions = VerificationPolicy.SIGNATURE_OR_TOKEN;
        private VerificationPolicy statusCallbacks = VerificationPolicy.SIGNATURE;
        private Duration tolerance = Duration.ofMinutes(5);
        private InstantSource clock = Clock.systemUTC();
        private @Nullable Provider provider;
        private int maxBytes = 1024 * 1024;
        private int maxParameters = 500;

        Builder(UnaryOperator<@Nullable String> environment) {
            this.environment = environment;
        }

        /**
         * The public keys of the account, of which one has to have signed: as the portal shows them, 32 bytes in Base64.
         * Give the old and the new one while they change. Default: those of {@code TELNYX_PUBLIC_KEY}, with commas between
         * several.
         */
        public Builder publicKeys(String... publicKeys) {
            this.publicKeys = List.of(publicKeys);
            return this;
        }

        /**
         * What the application put into its URLs ({@link CallbackUrl#token}), of which one has to be there. Give the old and
         * the new one while they change. Default: none.
         */
        public Builder tokens(String... tokens) {
            this.tokens = List.of(tokens);
            return this;
        }

        /**
         * What a request needs that is answered with a document ({@link CallbackKind#expectsDocument()}). Default:
         * {@link VerificationPolicy#SIGNATURE_OR_TOKEN}, as the platform sends these by {@code GET} if not told otherwise,
         * whose parameters no signature covers.
         */
        public Builder instructions(VerificationPolicy instructions) {
            this.instructions = Objects.requireNonNull(instructions, "instructions");
            return this;
        }

        /** What all other callbacks need. Default: {@link VerificationPolicy#SIGNATURE}. */
        public Builder statusCallbacks(VerificationPolicy statusCallbacks) {
            this.statusCallbacks = Objects.requireNonNull(statusCallbacks, "statusCallbacks");
            return this;
        }

        /**
         * How old a signature may be, and how far ahead. Default: 300 seconds.
         *
         * @param tolerance 1 second to 1 hour
         */
        public Builder tolerance(Duration tolerance) {
            Objects.requireNonNull(tolerance, "tolerance");
            if (tolerance.compareTo(SHORTEST_TOLERANCE) < 0 || tolerance.compareTo(LONGEST_TOLERANCE) > 0) {
                throw new IllegalArgumentException("tolerance must be 1 second to 1 hour, was " + tolerance);
            }
            this.tolerance = tolerance;
            return this;
        }

        /** What the age of a signature is told by. Default: the system's clock. */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Who computes Ed25519, where the JDK's own is too slow. Default: the first of the JDK's providers that does. */
        public Builder provider(Provider provider) {
            this.provider = Objects.requireNonNull(provider, "provider");
            return this;
        }

        /**
         * How long a body may be, and a query, in bytes. Default: 1 MiB.
         *
         * @param maxBytes 1024 to 16 MiB
         */
        public Builder maxBytes(int maxBytes) {
            if (maxBytes < LEAST_BYTES || maxBytes > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "maxBytes must be " + LEAST_BYTES + " to " + MOST_BYTES + ", was " + maxBytes);
            }
            this.maxBytes = maxBytes;
            return this;
        }

        /**
         * How many parameters a body may have, and a query. Default: 500.
         *
         * @param maxParameters 1 to 10000
         */
        public Builder maxParameters(int maxParameters) {
            if (maxParameters < 1 || maxParameters > MOST_PARAMETERS) {
                throw new IllegalArgumentException(
                        "maxParameters must be 1 to " + MOST_PARAMETERS + ", was " + maxParameters);
            }
            this.maxParameters = maxParameters;
            return this;
        }

        /**
         * The reader.
         *
         * @throws IllegalArgumentException when a key or a token is none, or there is none although a policy needs it
         */
        public CallbackReader build() {
            return new CallbackReader(this);
        }

        private List<String> keys() {
            if (!publicKeys.isEmpty()) {
                return publicKeys;
            }
            String keys = environment.apply("TELNYX_PUBLIC_KEY");
            return keys == null || keys.isBlank() ? List.of() : Arrays.asList(keys.split(",", -1));
        }

        /** How many tokens there are; neither they nor the keys. */
        @Override
        public String toString() {
            return "CallbackReader.Builder[publicKeys=" + publicKeys.size() + ", tokens=" + tokens.size() + "]";
        }
    }
}
