package io.texml.examples.export;

import io.texml.examples.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How a program gets at an account: what its options and the environment say. */
public final class Access {

    private Access() {}

    /**
     * The API key.
     *
     * @param keyFile where it is; null for the environment
     */
    public static String key(@Nullable Path keyFile) {
        String key;
        try {
            key = keyFile == null ? Programs.fromEnvironment("TELNYX_API_KEY") : Programs.stripped(text(keyFile));
        } catch (IOException unreadable) {
            throw new Refusal(Refusal.NOT_AUTHENTICATED, "the key file " + keyFile + " cannot be read");
        }
        if (key == null || key.isEmpty()) {
            throw new Refusal(Refusal.NOT_AUTHENTICATED, "there is no API key; set TELNYX_API_KEY or give --key-file");
        }
        if (key.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            throw new Refusal(
                    Refusal.NOT_AUTHENTICATED,
                    "what should be the API key holds a blank, a line break or a letter that no key has");
        }
        return key;
    }

    /** Windows writes text in UTF-16 too, and marks it at its beginning. */
    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean utf16 = bytes.length >= 2
                && (((bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF)
                        || ((bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE));
        return new String(bytes, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }

    /**
     * Where the API is; null for the usual address.
     *
     * @param fromOption what the option says; null for the environment
     */
    public static @Nullable URI baseUrl(@Nullable String fromOption) {
        String url = fromOption != null ? fromOption : Programs.fromEnvironment("TELNYX_BASE_URL");
        if (url == null) {
            return null;
        }
        try {
            URI parsed = new URI(url);
            if (("http".equalsIgnoreCase(parsed.getScheme()) || "https".equalsIgnoreCase(parsed.getScheme()))
                    && parsed.getRawAuthority() != null) {
                return parsed;
            }
        } catch (URISyntaxException wrong) {
            // It is refused like one of another scheme.
        }
        throw new Refusal(
                Refusal.USAGE,
                (fromOption != null ? "--base-url" : "TELNYX_BASE_URL")
                        + " must be the address of an API, such as https://api.telnyx.com/v2");
    }
}
