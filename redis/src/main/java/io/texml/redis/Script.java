package io.texml.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * A Lua script and the digest by which Redis knows it.
 *
 * @param text what Redis runs
 * @param digest SHA-1 of the text, as EVALSHA takes it
 */
record Script(String text, String digest) {

    /** Reads a resource beside this class. */
    static Script of(String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the script " + resource + " is missing in the jar");
            }
            byte[] bytes = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
            return new Script(
                    new String(bytes, StandardCharsets.UTF_8), HexFormat.of().formatHex(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A length of time as scripts take it. */
    static String micros(Duration length) {
        return String.valueOf(TimeUnit.NANOSECONDS.toMicros(length.toNanos()));
    }
}
