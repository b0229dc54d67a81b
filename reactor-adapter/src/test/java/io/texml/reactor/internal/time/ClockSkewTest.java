package io.texml.reactor.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.texml.Headers;
import io.texml.reactor.LogLines;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkewTest {

    private static final Instant NOON = Instant.parse("2026-08-04T12:00:00Z");

    private final LogLines log = new LogLines("io.texml.response", Level.WARN);
    private final AtomicInteger looks = new AtomicInteger();
    private final ClockSkew skew = new ClockSkew(() -> {
        looks.incrementAndGet();
        return NOON;
    });

    @AfterEach
    void stopListening() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'Tue, 04 Aug 2026 13:00:00 GMT', 3600 s ahead of this machine's",
        "'Sunday, 02-Aug-26 12:00:00 GMT', 172800 s behind this machine's",
        "'Tue Aug  4 12:01:01 2026', 61 s ahead of this machine's",
    })
    void moreThanAMinuteIsSaidOnceWithHowMuchAndWhichWay(String date, String expected) {
        for (int i = 0; i < 5_000; i++) {
            skew.look(i % 2 == 0 ? 200 : 503, date(date));
        }

        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARN ")
                .contains(expected)
                .contains("days of exports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tue, 04 Aug 2026 12:01:00 GMT", "Tue, 04 Aug 2026 11:59:00 GMT", "noon", ""})
    void aMinuteOrNoTimeAtAllIsNothingToSay(String date) {
        for (int i = 0; i < 3_000; i++) {
            skew.look(200, date(date));
        }

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void itIsLookedAtNowAndThenAndWhenSomethingWentWrong() {
        for (int i = 0; i < 2_048; i++) {
            skew.look(200, date("Tue, 04 Aug 2026 12:00:00 GMT"));
        }
        assertThat(looks).as("the first and the 1,025th").hasValue(2);

        skew.look(429, date("Tue, 04 Aug 2026 12:00:00 GMT"));
        skew.look(429, date("Tue, 04 Aug 2026 12:30:00 GMT"));
        assertThat(log.lines()).hasSize(1);
    }

    private static Headers date(String date) {
        return Headers.of(Map.of("date", date));
    }
}
