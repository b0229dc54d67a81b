package io.texml.simulator.internal.callback;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A callback as it goes over the wire. The body is not copied.
 *
 * @param uri with the fields in its query, for a GET
 */
public record CallbackMessage(String method, URI uri, Map<String, String> headers, byte[] body) {

    /** The header that holds the signature. */
    public static final String SIGNATURE = "telnyx-signature-ed25519";

    /** The header that holds the second of the signature. */
    public static final String TIMESTAMP = "telnyx-timestamp";

    private static final byte[] NOTHING = {};

    /** A callback with these fields, signed as the platform does. */
    static CallbackMessage signed(Signer signer, String timestamp, String method, URI uri, String form) {
        byte[] body = signedBody(method, form);
        Map<String, String> signature = new LinkedHashMap<>();
        signature.put(TIMESTAMP, timestamp);
        signature.put(SIGNATURE, signer.sign(timestamp, body));
        return of(method, uri, form, signature);
    }

    /** A callback with these fields and headers for its signature. */
    public static CallbackMessage of(String method, URI uri, String form, Map<String, String> signature) {
        boolean get = method.equals("GET");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("user-agent", "telnyx-webhooks");
        headers.putAll(signature);
        byte[] body = signedBody(method, form);
        if (!get) {
            headers.put("content-type", "application/x-www-form-urlencoded");
            headers.put("content-length", Integer.toString(body.length));
        }
        return new CallbackMessage(method, get ? withQuery(uri, form) : uri, headers, body);
    }

    /** The query of a GET callback is not covered: the documentation signs the body, which is empty. */
    public static byte[] signedBody(String method, String form) {
        return method.equals("GET") ? NOTHING : form.getBytes(StandardCharsets.UTF_8);
    }

    boolean isGet() {
        return method.equals("GET");
    }

    private static URI withQuery(URI uri, String form) {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + (path.isEmpty() ? "/" : path) + "?"
                + (query == null || query.isEmpty() ? "" : query + "&") + form);
    }

    @Override
    public String toString() {
        return "CallbackMessage[" + method + "]";
    }
}
