package io.texml.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trap 22: a huge or odd {@code Retry-After}. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-08-04T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({
        "0, PT0S",
        "3, PT3S",
        "' 3 ', PT3S",
        "1.5, PT1.5S",
        ".25, PT0.25S",
        "2e1, PT20S",
        "-5, PT0S",
        "-0.001, PT0S",
        "1e-9, PT0.000000001S",
    })
    void secondsMayBeFractionsAndNeverBecomeNegative(String value, Duration expected) {
        assertThat(retryAfter(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e9",
                "1000000000",
                "31536001",
                "99999999999999999999",
                "1e400",
                "1e999999999",
                "1e2147483647",
                "Fri, 31 Dec 9999 23:59:59 GMT"
            })
    void trap22_anAbsurdWaitIsCutAtAYear(String value) {
        assertThat(retryAfter(value)).isEqualTo(YEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-400", "1e-999999999", "1e-2147483646"})
    void trap22_aVanishingWaitIsNoneAndTakesNoMemoryToFindOut(String value) {
        assertThat(retryAfter(value)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "NaN",
                "Infinity",
                "0x10",
                "1,5",
                "3 s",
                "1e99999999999",
                "Tue, 99 Aug 2026 12:00:00 GMT",
                "00000000000000000000000000000000000000000000000001"
            })
    void whatCannotBeReadIsNoWait(String value) {
        assertThat(retryAfter(value)).isNull();
    }

    @Test
    void anHttpDateIsTheTimeUntilThen() {
        assertThat(retryAfter("Tue, 04 Aug 2026 12:00:30 GMT")).isEqualTo(Duration.ofSeconds(30));
        assertThat(retryAfter("Tue, 04 Aug 2026 11:59:30 GMT")).isZero();
    }

    @Test
    void millisecondsAreMorePreciseAndWin() {
        Headers both = Headers.of(Map.of("Retry-After-Ms", "1500", "Retry-After", "9"));
        Headers unreadable = Headers.of(Map.of("Retry-After-Ms", "later", "Retry-After", "9"));

        assertThat(RetryAfter.from(both, NOW)).isEqualTo(Duration.ofMillis(1500));
        assertThat(RetryAfter.from(unreadable, NOW)).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void noHeaderIsNoWait() {
        assertThat(RetryAfter.from(Headers.of(Map.of()), NOW)).isNull();
        assertThat(RetryAfter.from(429, Headers.of(Map.of()), NOW)).isNull();
    }

    @ParameterizedTest(name = "{0}, retry-after {1}, remaining {2}, reset {3}: {4}")
    @CsvSource({
        // A 429 waits for the reset, or for Retry-After when that is longer.
        "429, , , 4, PT4S",
        "429, , 0, 4, PT4S",
        "429, 2, 0, 4, PT4S",
        "429, 9, 0, 4, PT9S",
        "429, 2, , , PT2S",
        // A window that still has room is not what refused the request.
        "429, 2, 50, 40, PT2S",
        "429, , 50, 40, ",
        // Another refusal counts the reset only when the window is used up.
        "503, 1, 0, 4, PT4S",
        "503, 1, 50, 40, PT1S",
        "503, , , 40, ",
        "429, , 0, 9999999999, PT8760H",
    })
    void theResetOfAUsedUpWindowIsAFloorToo(
            int status, String retryAfter, String remaining, String reset, Duration expected) {
        Map<String, String> headers = new HashMap<>();
        putIfThere(headers, "retry-after", retryAfter);
        putIfThere(headers, "x-ratelimit-remaining", remaining);
        putIfThere(headers, "x-ratelimit-reset", reset);

        assertThat(RetryAfter.from(status, Headers.of(headers), NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "x", "12345678901", "", "+3"})
    void aRateLimitHeaderThatIsNoPlainNumberSaysNothing(String value) {
        RateLimit rateLimit = RateLimit.from(Headers.of(
                Map.of("x-ratelimit-limit", value, "x-ratelimit-remaining", value, "x-ratelimit-reset", value)));

        assertThat(rateLimit).isEqualTo(new RateLimit(null, null, null));
    }

    private static void putIfThere(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static Duration retryAfter(String value) {
        return RetryAfter.from(Headers.of(Map.of("Retry-After", value)), NOW);
    }
}
