package io.texml.internal.callbacks;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Public keys of Ed25519, one of which has to have signed. */
public final class SignatureKeys {

    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;

    /** What stands before the 32 bytes of a key in the form that java.security reads. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Points of small order, with the sign off: under such a key a signature of anything can be made up. */
    private static final Set<String> WEAK = Set.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private final List<PublicKey> keys;
    private final @Nullable Provider provider;

    /**
     * Keys as the portal shows them.
     *
     * @param provider of Ed25519; null for the JDK's choice
     * @throws IllegalArgumentException when one is none; it does not quote it
     */
    public SignatureKeys(List<String> keys, @Nullable Provider provider) {
        this.provider = provider;
        this.keys = new ArrayList<>(keys.size());
        for (String key : keys) {
            this.keys.add(publicKey(key));
        }
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /**
     * Whether one of the keys signed the parts, one behind the other.
     *
     * @param signature in Base64
     */
    public boolean signed(String signature, byte[]... parts) {
        byte[] bytes = base64(signature);
        if (bytes == null || bytes.length != SIGNATURE_LENGTH) {
            return false;
        }
        for (PublicKey key : keys) {
            if (signed(key, bytes, parts)) {
                return true;
            }
        }
        return false;
    }

    private boolean signed(PublicKey key, byte[] signature, byte[]... parts) {
        try {
            Signature check = signature();
            check.initVerify(key);
            for (byte[] part : parts) {
                check.update(part);
            }
            return check.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the provider of Ed25519 cannot be used any more", unusable);
        }
    }

    private PublicKey publicKey(String text) {
        byte[] raw = base64(text.strip());
        if (raw == null || raw.length != KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "publicKeys must be 32 bytes in Base64, 44 characters each; copy them from the portal");
        }
        byte[] unsigned = raw.clone();
        unsigned[KEY_LENGTH - 1] &= 0x7F;
        if (WEAK.contains(HexFormat.of().formatHex(unsigned))) {
            throw new IllegalArgumentException(
                    "publicKeys must not be a placeholder, under which anybody can sign; copy them from the portal");
        }
        byte[] encoded = new byte[X509_PREFIX.length + KEY_LENGTH];
        System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_LENGTH);
        KeyFactory factory = factory();
        try {
            PublicKey key = factory.generatePublic(new X509EncodedKeySpec(encoded));
            signature().initVerify(key);
            return key;
        } catch (GeneralSecurityException noPoint) {
            throw new IllegalArgumentException("publicKeys must be keys of Ed25519; copy them from the portal");
        }
    }

    private KeyFactory factory() {
        try {
            return provider == null ? KeyFactory.getInstance(ALGORITHM) : KeyFactory.getInstance(ALGORITHM, provider);
        } catch (GeneralSecurityException missing) {
            throw new IllegalArgumentException("provider must have Ed25519; leave it out to use the JDK's", missing);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        return provider == null ? Signature.getInstance(ALGORITHM) : Signature.getInstance(ALGORITHM, provider);
    }

    private static byte @Nullable [] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
