package io.texml.internal.wire;

import org.jspecify.annotations.Nullable;

/**
 * A request as it goes out.
 *
 * @param target path and query, from the root of the API's origin
 * @param mediaType of the body; null when there is none
 * @param body empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy of every body would cost
public record EncodedRequest(String target, @Nullable String mediaType, byte[] body) {

    /** The target's sids and the body stay out. */
    @Override
    public String toString() {
        return "EncodedRequest[mediaType=" + mediaType + ", bytes=" + body.length + "]";
    }
}
