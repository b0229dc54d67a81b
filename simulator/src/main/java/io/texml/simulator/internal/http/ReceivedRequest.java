package io.texml.simulator.internal.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came off the wire.
 *
 * @param path still percent-encoded
 * @param query still encoded, empty when there is none
 * @param headers by lower-case name
 */
// The bytes are handed on and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record ReceivedRequest(
        String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    /** First value of a header, given in lower case. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    @Override
    public String toString() {
        return "ReceivedRequest[" + method + ", " + body.length + " bytes]";
    }
}
