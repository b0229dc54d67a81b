package io.texml.reactor.internal.callbacks;

import io.texml.callbacks.Verification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a request says and what speaks for its sender, as the digest of it: nobody can make another one with the same. Not
 * when it was signed.
 */
public final class RequestKey {

    private final byte[] digest;

    private RequestKey(byte[] digest) {
        this.digest = digest;
    }

    /** The key of a request. */
    public static RequestKey of(
            Verification verification, String method, String path, @Nullable String rawQuery, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            // None of these holds a line break.
            String head = verification.name() + '\n' + method + '\n' + path + '\n' + rawQuery + '\n';
            sha256.update(head.getBytes(StandardCharsets.UTF_8));
            return new RequestKey(sha256.digest(body));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestKey key && Arrays.equals(digest, key.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }
}
