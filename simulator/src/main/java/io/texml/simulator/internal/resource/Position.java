package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.engine.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list, as page tokens hold it. It names the next record and not a count, so that records that are made
 * while somebody pages neither repeat nor hide others.
 *
 * @param generated whether the next record is a generated one
 * @param index its sequence number or index
 */
record Position(boolean generated, long index) {

    static final Position NEWEST = new Position(false, Long.MAX_VALUE);

    String token(Seed seed) {
        String text = (generated ? "G" : "L") + index;
        String signed = text + "." + Long.toHexString(seed.hash("token" + text, 0));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.getBytes(StandardCharsets.US_ASCII));
    }

    static @Nullable Position parse(String token, Seed seed) {
        try {
            String signed = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            int dot = signed.indexOf('.');
            if (dot < 2) {
                return null;
            }
            Position position = new Position(signed.charAt(0) == 'G', Long.parseLong(signed.substring(1, dot)));
            return position.token(seed).equals(token) ? position : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
