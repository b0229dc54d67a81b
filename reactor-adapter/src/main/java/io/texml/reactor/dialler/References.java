package io.texml.reactor.dialler;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * What calls are known by in their callback URLs: 192 bits of a digest over a secret and a number. Nobody who does not know the
 * secret can guess one. Drawing each from the system's source of randomness would block event loops.
 */
final class References {

    private static final int BYTES = 24;

    private final byte[] secret = new byte[32];
    private final MessageDigest digest;
    private long count;

    References() {
        new SecureRandom().nextBytes(secret);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** The next one; by one thread at a time. */
    String next() {
        digest.update(secret);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(count++).flip());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    }
}
