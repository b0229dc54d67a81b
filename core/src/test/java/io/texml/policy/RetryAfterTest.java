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

/** a huge or odd {@code Retry-After}. */
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
    void anAbsurdWaitIsCutAtAYear(String value) {
        assertThat(retryAfter(value)).isEqualTo(YEAR);
    }

    /** As some languages print a floating-point number of seconds, or of milliseconds, since 1970. */
    @ParameterizedTest
    @ValueSource(strings = {"1.785844803E9", "1.785844803e+12"})
    void aPointInTimeMayBeWrittenWithAnExponent(String value) {
        assertThat(retryAfter(value)).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-400", "1e-999999999", "1e-2147483646"})
    void aVanishingWaitIsNoneAndTakesNoMemoryToFindOut(String value) {
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

        assertThat(RetryAfter.from(both::first, NOW)).isEqualTo(Duration.ofMillis(1500));
        assertThat(RetryAfter.from(unreadable::first, NOW)).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void noHeaderIsNoWait() {
        assertThat(RetryAfter.from(Headers.of(Map.of())::first, NOW)).isNull();
        assertThat(RetryAfter.from(429, Headers.of(Map.of())::first, NOW)).isNull();
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

        assertThat(RetryAfter.from(status, Headers.of(headers)::first, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "12345678901", "", "+3", ".", "1.5.2", "1e3"})
    void aRateLimitHeaderThatIsNoPlainNumberSaysNothing(String value) {
        RateLimit rateLimit = RateLimit.from(Headers.of(
                Map.of("x-ratelimit-limit", value, "x-ratelimit-remaining", value, "x-ratelimit-reset", value))::first);

        assertThat(rateLimit).isEqualTo(new RateLimit(null, null, null));
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @ValueSource(
            strings = {
                // RFC 9110, 5.6.7: what is sent, and the two obsolete forms that have to be read.
                "Tue, 04 Aug 2026 13:00:03 GMT",
                "Tuesday, 04-Aug-26 13:00:03 GMT",
                "Tue Aug  4 13:00:03 2026",
                // Nearly one of them.
                "Tue, 04 Aug 2026 13:00:03 UTC",
                "Tue, 4 Aug 2026 13:00:03 GMT+0",
                "Tue, 04 Aug 2026 13:00:03 GMT+00:00",
                "Tue, 04 Aug 2026 13:00:03 Z",
                "Tue, 04 Aug 2026 15:00:03 +0200",
                "Tue, 04 Aug 2026 07:30:03 -05:30",
                "Tue, 04 Aug 2026 13:00:03",
                "Sun, 04 Aug 2026 13:00:03 GMT",
                "Monday, 04-Aug-26 13:00:03 UTC",
                "04 Aug 2026 13:00:03 GMT",
                "tue, 04 aug 2026 13:00:03 gmt",
                "Tue, 04-Aug-2026 13:00:03 GMT",
                "Tue, 04 Aug 26 13:00:03 GMT",
                "Tue, 04 August 2026 13:00:03 GMT",
                "Tue Aug 04 13:00:03 UTC 2026",
                "Tue Aug 4 13:00:03 2026 GMT",
                "2026-08-04T13:00:03Z",
                "2026-08-04T13:00:03.000Z",
                "2026-08-04T15:00:03+02:00",
                "2026-08-04 13:00:03 UTC",
                // Since 1970, in seconds, milliseconds and what else clocks give.
                "1785848403",
                "1785848403.0",
                "1785848403000",
                "1785848403000000",
            })
    void aPointInTimeIsMeasuredFromTheDateOfTheSameAnswer(String value) {
        // The server's clock is an hour ahead of ours.
        Map<String, String> headers = Map.of("Date", "Tue, 04 Aug 2026 13:00:00 GMT", "Retry-After", value);
        Map<String, String> precise = Map.of("Date", "Tue, 04 Aug 2026 13:00:00 GMT", "Retry-After-Ms", value);
        Map<String, String> reset = Map.of("Date", "Tue, 04 Aug 2026 13:00:00 GMT", "X-RateLimit-Reset", value);

        assertThat(RetryAfter.from(Headers.of(headers)::first, NOW)).isEqualTo(Duration.ofSeconds(3));
        assertThat(RetryAfter.from(503, Headers.of(headers)::first, NOW)).isEqualTo(Duration.ofSeconds(3));
        assertThat(RetryAfter.from(Headers.of(precise)::first, NOW)).isEqualTo(Duration.ofSeconds(3));
        assertThat(RetryAfter.from(429, Headers.of(reset)::first, NOW)).isEqualTo(Duration.ofSeconds(3));
        assertThat(RateLimit.from(Headers.of(reset)::first).reset())
                .as("without a clock of ours")
                .isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest(name = "Date: {0}")
    @ValueSource(
            strings = {
                "Tue, 04 Aug 2026 10:00:00 GMT",
                "Tuesday, 04-Aug-26 10:00:00 GMT",
                "Tue Aug  4 10:00:00 2026",
                "Tue, 04 Aug 2026 10:00:00 UTC",
                "Tue, 04 Aug 2026 12:00:00 +0200",
                "Mon, 04 Aug 2026 10:00:00 GMT",
            })
    void allFormsOfADateAreReadWhereTheServerTellsItsTime(String date) {
        assertThat(RetryAfter.from(
                        Headers.of(Map.of("date", date, "retry-after", "Tue, 04 Aug 2026 10:00:02 GMT"))::first, NOW))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest(name = "Date: {0}")
    @ValueSource(
            strings = {
                "",
                "now",
                "0",
                "-1",
                "Tue, 99 Aug 2026 12:00:00 GMT",
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "Fri, 31 Dec 9999 23:59:59 GMT"
            })
    void withoutAUsableDateTheLocalClockCounts(String date) {
        for (String value : new String[] {"Tue, 04 Aug 2026 12:00:02 GMT", "1785844802", "2026-08-04T12:00:02Z"}) {
            assertThat(RetryAfter.from(Headers.of(Map.of("date", date, "retry-after", value))::first, NOW))
                    .isEqualTo(Duration.ofSeconds(2));
            assertThat(RetryAfter.from(429, Headers.of(Map.of("date", date, "x-ratelimit-reset", value))::first, NOW))
                    .isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void aServerWithoutACalendarIsReadByItsOwnClock() {
        Headers since1970 = Headers.of(
                Map.of("date", "Thu, 01 Jan 1970 00:10:00 GMT", "retry-after", "Thu, 01 Jan 1970 00:10:04 GMT"));
        Headers thisMachineHasNone = Headers.of(
                Map.of("date", "Tue, 04 Aug 2026 12:00:00 GMT", "retry-after", "Tuesday, 04-Aug-26 12:00:04 GMT"));

        assertThat(RetryAfter.from(since1970::first, NOW)).isEqualTo(Duration.ofSeconds(4));
        assertThat(RetryAfter.from(thisMachineHasNone::first, Instant.EPOCH)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aPointInTimeThatHasPassedIsNoWait() {
        for (String value : new String[] {"Tue, 04 Aug 2026 11:59:58 GMT", "1785844798", "1785844798000"}) {
            assertThat(retryAfter(value)).isZero();
        }
    }

    @ParameterizedTest(name = "{0} is a wait of {1}")
    @CsvSource({
        "1.5, PT1.5S",
        "0.25, PT0.25S",
        ".25, PT0.25S",
        "0.0000000001, PT0.000000001S",
        "2.0, PT2S",
        "999999999, PT277777H46M39S",
    })
    void aResetMayBeAFractionAndIsNeverTooEarly(String value, Duration expected) {
        assertThat(RateLimit.from(Headers.of(Map.of("x-ratelimit-reset", value))::first)
                        .reset())
                .isEqualTo(expected);
    }

    @Test
    void aPlainResetNeedsNoClock() {
        Headers headers = Headers.of(Map.of(
                "x-ratelimit-limit", "9999999999", "x-ratelimit-remaining", "9", "x-ratelimit-reset", "999999999"));

        RateLimit rateLimit = RateLimit.from(headers::first, () -> {
            throw new AssertionError("the clock was asked");
        });

        assertThat(rateLimit).isEqualTo(new RateLimit(9_999_999_999L, 9L, Duration.ofSeconds(999_999_999)));
    }

    private static void putIfThere(Map<String, String> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static Duration retryAfter(String value) {
        return RetryAfter.from(Headers.of(Map.of("Retry-After", value))::first, NOW);
    }
}
