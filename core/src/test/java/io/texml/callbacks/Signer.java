package io.texml.callbacks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Sends what the platform would send, signed with a key of its own. */
final class Signer {

    static final Instant NOW = Instant.parse("2026-11-27T10:15:30Z");

    private final KeyPair keys;

    Signer() {
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As the portal shows it. */
    String publicKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    CallbackReader.Builder reader() {
        return new CallbackReader.Builder(name -> null).publicKeys(publicKey()).clock(() -> NOW);
    }

    /** The headers of a request signed now. */
    Map<String, String> headers(byte[] body) {
        return headers(Long.toString(NOW.getEpochSecond()), body);
    }

    Map<String, String> headers(String timestamp, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("telnyx-timestamp", timestamp);
        headers.put("telnyx-signature-ed25519", sign(timestamp + "|", body));
        headers.put("content-type", "application/x-www-form-urlencoded");
        return headers;
    }

    String sign(String before, byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(before.getBytes(StandardCharsets.UTF_8));
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What a signed form is read as. */
    Callback post(CallbackReader reader, String query, String form) {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        return reader.read("POST", query, of(headers(body)), body);
    }

    /** As servers look headers up: in any case. */
    static Function<String, List<String>> of(Map<String, String> headers) {
        Map<String, String> lower = new HashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return name -> lower.containsKey(name) ? List.of(lower.get(name)) : List.of();
    }
}
