package io.texml.simulator.internal.callback;

import io.texml.simulator.internal.seed.Seed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Signs callbacks with Ed25519: the timestamp, a bar, and the body as it is sent. The key comes from the seed. */
public final class Signer {

    private static final String ALGORITHM = "Ed25519";
    private static final int RAW_KEY_BYTES = 32;

    private final KeyPair keys;

    /** A signer; the same seed has the same key. */
    public Signer(Seed seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new SeededRandom(seed));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no Ed25519", e);
        }
    }

    /** The public key as the platform's portal shows it: its 32 bytes in Base64. */
    public String publicKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_KEY_BYTES, encoded.length);
        return Base64.getEncoder().encodeToString(raw);
    }

    /** The signature in Base64. */
    public String sign(String timestamp, byte[] body) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update((timestamp + "|").getBytes(StandardCharsets.UTF_8));
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The callback could not be signed", e);
        }
    }

    /** Gives the key generator the seed's bytes; nothing about this key is secret. */
    private static final class SeededRandom extends SecureRandom {

        private final transient Seed seed;
        private long index;

        SeededRandom(Seed seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.allocate(bytes.length + Long.BYTES);
            while (buffer.position() < bytes.length) {
                buffer.putLong(seed.hash("signing-key", index++));
            }
            System.arraycopy(buffer.array(), 0, bytes, 0, bytes.length);
        }
    }
}
