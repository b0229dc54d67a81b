package io.texml.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    private static final Instant NOW = Instant.parse("2026-08-04T12:00:00Z");

    /** The examples of RFC 9110, 5.6.7. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "1994-11-06T08:49:37Z"
            })
    void theThreeFormsOfTheStandardAndIso8601AreRead(String text) {
        assertThat(HttpDate.read(text, NOW)).isEqualTo("1994-11-06T08:49:37Z");
    }

    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource({
        "06-Nov-26, 2026-08-04, 2026-11-06",
        "06-Nov-94, 2026-08-04, 1994-11-06",
        // The latest year that is at most 50 years ahead.
        "04-Aug-76, 2026-08-04, 2076-08-04",
        "05-Aug-76, 2026-08-04, 1976-08-05",
        "03-Jan-00, 2099-12-31, 2100-01-03",
        "31-Dec-99, 2100-01-01, 2099-12-31",
        "01-Jan-70, 1970-01-01, 1970-01-01",
        // 2100 has no such day.
        "29-Feb-00, 2080-01-01, 2000-02-29",
    })
    void aYearOfTwoDigitsIsTheLatestThatIsAtMostFiftyYearsAhead(String date, String today, String expected) {
        Instant now = Instant.parse(today + "T12:00:00Z");

        assertThat(HttpDate.read("Friday, " + date + " 12:00:00 GMT", now)).isEqualTo(expected + "T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "Sun, 32 Nov 1994 08:49:37 GMT",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nox 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:61 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT+99",
                "Sun, 06 Nov 1994 08:49:37 Mars",
                "Sun, 06 Nov 199 08:49:37 GMT",
                "Sun, 06 Nov 1994",
                "2026-13-01T00:00:00Z",
                "784111777",
                "Sunday, 06-Nov-94 08:49:37 GMT and a tail that goes on for longer than any date does"
            })
    void whatIsNoDateIsNull(String text) {
        assertThat(HttpDate.read(text, NOW)).isNull();
    }

    @Test
    void aLeapSecondIsTheOneAfterTheLast() {
        assertThat(HttpDate.read("Sat, 31 Dec 2016 23:59:60 GMT", NOW)).isEqualTo("2017-01-01T00:00:00Z");
    }

    @Test
    void everyDateThatJavaTimeWritesIsReadInAllThreeForms() {
        Random random = new Random(10);
        DateTimeFormatter rfc850 = DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.ROOT);
        DateTimeFormatter asctime = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
        for (int i = 0; i < 10_000; i++) {
            Instant date = NOW.minus(50 * 365L, ChronoUnit.DAYS).plusSeconds(random.nextLong(99L * 365 * 86_400));
            for (DateTimeFormatter form :
                    new DateTimeFormatter[] {DateTimeFormatter.RFC_1123_DATE_TIME, rfc850, asctime}) {
                String text = form.format(date.atOffset(ZoneOffset.UTC));
                assertThat(HttpDate.read(text, NOW)).as(text).isEqualTo(date);
            }
        }
    }
}
