package io.texml.reactor.callbacks;

import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.VerificationPolicy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests as the platform sends them, signed by a key of the tests' own. */
final class Deliveries {

    static final String CALL = "v3:canary-free-sid";
    static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private static final KeyPair KEYS = newKeys();

    private Deliveries() {}

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static String publicKey() {
        byte[] encoded = KEYS.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    /** Wants a signature of everything. */
    static CallbackReader strict() {
        return CallbackReader.builder()
                .publicKeys(publicKey())
                .clock(() -> NOW)
                .instructions(VerificationPolicy.SIGNATURE)
                .build();
    }

    /** Wants none. */
    static CallbackReader trusting() {
        return CallbackReader.builder()
                .publicKeys(publicKey())
                .clock(() -> NOW)
                .instructions(VerificationPolicy.NONE)
                .statusCallbacks(VerificationPolicy.NONE)
                .build();
    }

    static String progress(String call, String status, int sequence) {
        return "CallbackSource=call-progress-events&CallSid=" + call + "&CallStatus=" + status + "&SequenceNumber="
                + sequence + "&From=%2B13125550147&To=%2B17735550199&Timestamp=2026-11-27T12%3A00%3A00Z";
    }

    static String instructions(String call) {
        return "CallSid=" + call + "&From=%2B13125550147&To=%2B17735550199";
    }

    static String gather(String call, String digits) {
        return instructions(call) + "&Digits=" + digits;
    }

    static CallbackRequest unsigned(String form) {
        return request("POST", "/texml", null, form, Map.of());
    }

    static CallbackRequest signed(String form) {
        return signed(form, NOW);
    }

    static CallbackRequest signed(String form, Instant at) {
        return request("POST", "/texml", null, form, signature(form, at));
    }

    static Map<String, String> signature(String form, Instant at) {
        String seconds = Long.toString(at.getEpochSecond());
        return Map.of("telnyx-timestamp", seconds, "telnyx-signature-ed25519", sign(seconds + "|" + form));
    }

    static CallbackRequest request(
            String method, String path, String query, String body, Map<String, String> extraHeaders) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("content-type", List.of("application/x-www-form-urlencoded"));
        extraHeaders.forEach((name, value) -> headers.put(name, List.of(value)));
        return new CallbackRequest(method, path, query, headers::get, body.getBytes(StandardCharsets.UTF_8));
    }

    static Callback callback(String form) {
        return trusting().read("POST", null, name -> List.of(), form.getBytes(StandardCharsets.UTF_8));
    }

    static Callback callback(String query, String form) {
        return trusting().read("POST", query, name -> List.of(), form.getBytes(StandardCharsets.UTF_8));
    }

    static Callback signedCallback(String form) {
        Map<String, String> headers = signature(form, NOW);
        return trusting()
                .read(
                        "POST",
                        null,
                        name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of(),
                        form.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KEYS.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
