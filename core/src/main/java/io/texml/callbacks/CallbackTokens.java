package io.texml.callbacks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tokens that an application puts into its URLs. */
final class CallbackTokens {

    /** 128 bits in Base64. */
    private static final int SHORTEST = 22;

    private static final int LONGEST = 256;
    /** Random text of 22 characters has fewer about never; a word written over and over has. */
    private static final int FEWEST_DIFFERENT = 8;

    private final List<byte[]> tokens;

    CallbackTokens(List<String> tokens) {
        this.tokens = tokens.stream()
                .map(token -> checked(token).getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    static String checked(String token) {
        Objects.requireNonNull(token, "token");
        if (token.length() < SHORTEST
                || token.length() > LONGEST
                || !token.chars().allMatch(CallbackTokens::isPlain)) {
            throw new IllegalArgumentException("token must have " + SHORTEST + " to " + LONGEST
                    + " letters, digits, '-', '.', '_' or '~'; CallbackUrl.newToken() makes one");
        }
        if (token.chars().distinct().count() < FEWEST_DIFFERENT) {
            throw new IllegalArgumentException("token must not be guessed; CallbackUrl.newToken() makes one");
        }
        return token;
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** Takes as long for a token that is nearly right as for one that is not, and for the first as for the last. */
    boolean contain(@Nullable String token) {
        if (token == null) {
            return false;
        }
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (byte[] own : tokens) {
            found |= MessageDigest.isEqual(own, given);
        }
        return found;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }
}
