package io.texml.policy;

import io.texml.Headers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one response said about the server's rate limit, in the headers {@code x-ratelimit-limit}, {@code -remaining}
 * and {@code -reset}. A part that is missing or no number is null.
 *
 * @param limit requests allowed in the window
 * @param remaining requests left in the window
 * @param reset time until the window opens again, never negative
 */
public record RateLimit(
        @Nullable Long limit,
        @Nullable Long remaining,
        @Nullable Duration reset) {

    /** Reads the three headers. */
    public static RateLimit from(Headers headers) {
        Long reset = number(headers.first("x-ratelimit-reset"));
        return new RateLimit(
                number(headers.first("x-ratelimit-limit")),
                number(headers.first("x-ratelimit-remaining")),
                reset == null ? null : Duration.ofSeconds(reset));
    }

    private static @Nullable Long number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 10) {
            return null;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
