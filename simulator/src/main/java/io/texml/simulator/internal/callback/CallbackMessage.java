package io.texml.simulator.internal.callback;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A callback as it goes over the wire.
 *
 * @param uri with the fields in its query, for a GET
 */
public record CallbackMessage(String method, URI uri, Map<String, String> headers, String body) {

    /** The header that holds the signature. */
    public static final String SIGNATURE = "telnyx-signature-ed25519";

    /** The header that holds the second of the signature. */
    public static final String TIMESTAMP = "telnyx-timestamp";

    /** A callback with these fields, signed as the platform does. */
    static CallbackMessage signed(Signer signer, String timestamp, String method, URI uri, String form) {
        String body = bodyOf(method, form);
        Map<String, String> signature = new LinkedHashMap<>();
        signature.put(TIMESTAMP, timestamp);
        signature.put(SIGNATURE, signer.sign(timestamp, body.getBytes(StandardCharsets.UTF_8)));
        return of(method, uri, form, signature);
    }

    /** A callback with these fields and headers for its signature. */
    public static CallbackMessage of(String method, URI uri, String form, Map<String, String> signature) {
        boolean get = method.equals("GET");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("user-agent", "telnyx-webhooks");
        headers.putAll(signature);
        String body = bodyOf(method, form);
        if (!get) {
            headers.put("content-type", "application/x-www-form-urlencoded");
            headers.put("content-length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        }
        return new CallbackMessage(method, get ? withQuery(uri, form) : uri, headers, body);
    }

    /** What is sent in the body and signed. The query of a GET is not: the documentation signs the body, which is empty. */
    public static String bodyOf(String method, String form) {
        return method.equals("GET") ? "" : form;
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
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
