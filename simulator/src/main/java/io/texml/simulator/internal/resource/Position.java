package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.seed.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list, as page tokens hold it. It names the next record and not a count, so that records that are made
 * while somebody pages neither repeat nor hide others.
 *
 * @param generated whether the next record is a generated one
 * @param index its sequence number or index
 * @param page the number of the page that begins here
 */
record Position(boolean generated, long index, long page) {

    static final Position NEWEST = new Position(false, Long.MAX_VALUE, 0);

    private static final Pattern TEXT = Pattern.compile("([GL])(\\d{1,18})p(\\d{1,9})\\.[0-9a-f]+");

    Position onPage(long number) {
        return new Position(generated, index, number);
    }

    String token(Seed seed) {
        String text = (generated ? "G" : "L") + index + "p" + page;
        String signed = text + "." + Long.toHexString(seed.hash("token" + text, 0));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.getBytes(StandardCharsets.US_ASCII));
    }

    static @Nullable Position parse(String token, Seed seed) {
        try {
            Matcher text = TEXT.matcher(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
            if (!text.matches()) {
                return null;
            }
            Position position = new Position(
                    text.group(1).equals("G"), Long.parseLong(text.group(2)), Long.parseLong(text.group(3)));
            return position.token(seed).equals(token) ? position : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
