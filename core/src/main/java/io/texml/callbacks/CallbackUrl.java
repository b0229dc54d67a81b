package io.texml.callbacks;

import io.texml.internal.Text;
import io.texml.internal.wire.PercentEncoding;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The URL that the platform is to call, with what {@link CallbackReader} reads from it again: what kind of callback comes
 * there, what the application calls it, and a token that only the application and the platform know.
 *
 * <pre>{@code
 * URI status = CallbackUrl.of("https://app.example.com/texml/status")
 *         .kind(CallbackKind.CALL)
 *         .reference(orderId)
 *         .toUri();
 * CreateCall.builder().statusCallback(status)...
 * }</pre>
 *
 * <p>They go into the query, behind the parameters that the URL has already, as {@value #KIND}, {@value #REFERENCE} and
 * {@value #TOKEN}. Parameters of the application's own must not begin with a capital letter if the platform calls by
 * {@code GET}: those of the platform do, and both stand in the query then. Immutable.
 */
public final class CallbackUrl {

    static final String KIND = "texml-kind";
    static final String REFERENCE = "texml-reference";
    static final String TOKEN = "texml-token";

    private static final int LONGEST_REFERENCE = 256;
    private static final int TOKEN_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final URI base;
    private final @Nullable CallbackKind kind;
    private final @Nullable String reference;
    private final @Nullable String token;

    private CallbackUrl(URI base, @Nullable CallbackKind kind, @Nullable String reference, @Nullable String token) {
        this.base = base;
        this.kind = kind;
        this.reference = reference;
        this.token = token;
    }

    /**
     * A URL of the application.
     *
     * @param url absolute, {@code http} or {@code https}; it may have a query, whose names are none of the three above, and no
     *     fragment
     * @throws IllegalArgumentException when it is not
     */
    public static CallbackUrl of(URI url) {
        Objects.requireNonNull(url, "url");
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getRawAuthority() == null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "url must be an absolute http or https URL without a fragment; correct it");
        }
        String query = url.getRawQuery();
        if (query != null && (query.contains(KIND) || query.contains(REFERENCE) || query.contains(TOKEN))) {
            throw new IllegalArgumentException(
                    "url must not have parameters whose names begin with texml-; set them by the methods of CallbackUrl");
        }
        return new CallbackUrl(url, null, null, null);
    }

    /** As {@link #of(URI)}. */
    public static CallbackUrl of(String url) {
        Objects.requireNonNull(url, "url");
        try {
            return of(new URI(url));
        } catch (URISyntaxException malformed) {
            // Its message quotes the URL, which may hold a token of the application's.
            throw new IllegalArgumentException("url must be a URL; percent-encode what must not stand in one");
        }
    }

    /** A new token: 32 random bytes as 43 characters that need no encoding. */
    public static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * What comes there. Some kinds cannot be told by their parameters: {@link CallbackKind} says which.
     *
     * @throws IllegalArgumentException for {@link CallbackKind#UNKNOWN}
     */
    public CallbackUrl kind(CallbackKind kind) {
        Objects.requireNonNull(kind, "kind");
        if (kind == CallbackKind.UNKNOWN) {
            throw new IllegalArgumentException("kind must not be UNKNOWN; leave it out instead");
        }
        return new CallbackUrl(base, kind, reference, token);
    }

    /**
     * What the application calls the call or whatever this is about: {@link Callback#reference()} is it again. It is seen by
     * the platform and in logs of what lies between, so it should be no phone number or name.
     *
     * @param reference of 1 to 256 characters
     * @throws IllegalArgumentException when it is not
     */
    public CallbackUrl reference(String reference) {
        Objects.requireNonNull(reference, "reference");
        if (reference.isEmpty() || reference.length() > LONGEST_REFERENCE) {
            throw new IllegalArgumentException("reference must have 1 to " + LONGEST_REFERENCE + " characters, has "
                    + reference.length() + "; shorten it");
        }
        if (Text.hasLoneSurrogate(reference)) {
            throw new IllegalArgumentException("reference has half of a surrogate pair; give whole characters");
        }
        return new CallbackUrl(base, kind, reference, token);
    }

    /**
     * One of the tokens that {@link CallbackReader.Builder#tokens} takes.
     *
     * @param token of 22 to 256 letters, digits, {@code - . _ ~}, as {@link #newToken()} makes them
     * @throws IllegalArgumentException when it is not
     */
    public CallbackUrl token(String token) {
        return new CallbackUrl(base, kind, reference, CallbackTokens.checked(token));
    }

    /** The URL, whose query may hold the token. */
    public URI toUri() {
        StringBuilder url = new StringBuilder(base.toString());
        add(url, KIND, kind == null ? null : kind.value());
        add(url, REFERENCE, reference);
        add(url, TOKEN, token);
        return URI.create(url.toString());
    }

    private static void add(StringBuilder url, String name, @Nullable String value) {
        if (value != null) {
            url.append(url.indexOf("?") < 0 ? '?' : '&').append(name).append('=');
            PercentEncoding.query(value, url);
        }
    }

    /** The host and the kind; neither the path nor the token. */
    @Override
    public String toString() {
        return "CallbackUrl[host=" + base.getHost() + ", kind=" + kind + "]";
    }
}
