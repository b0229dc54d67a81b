package io.texml.reactor.campaign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first half of a key's SHA-256: 128 bits, of which no two of any number of contacts are the same by chance.
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
record KeyHash(long high, long low) {

    /** @throws IllegalArgumentException when the key is empty, or is no valid Unicode, and so would not be found again */
    static KeyHash of(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("the key of a contact is empty; give each its own");
        }
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(key)) {
            throw new IllegalArgumentException("the key of a contact is no valid Unicode text; use another");
        }
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new KeyHash(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
