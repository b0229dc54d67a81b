package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thu, 15 Jun 2023 09:56:45 +0000 | 2023-06-15T09:56:45Z",
                "Thu, 15 Jun 2023 09:56:45 GMT   | 2023-06-15T09:56:45Z",
                "Thu, 15 Jun 2023 09:56:45 +0530 | 2023-06-15T04:26:45Z",
                "Thu, 15 Jun 2023 09:56:45 -0330 | 2023-06-15T13:26:45Z",
                "Thu, 15 Jun 2023 09:56:45 +1400 | 2023-06-14T19:56:45Z",
                "Thu, 1 Jun 2023 09:56:45 +0000  | 2023-06-01T09:56:45Z",
                "15 Jun 2023 09:56:45 +0000      | 2023-06-15T09:56:45Z",
                "Mon, 15 Jun 2023 09:56:45 +0000 | 2023-06-15T09:56:45Z",
                "Mon, 15 Jun 2023 09:56:45 GMT   | 2023-06-15T09:56:45Z",
                "Mon, 15 Jun 2023 09:56:45 gmt   | 2023-06-15T09:56:45Z",
                "Mon, 1 Jun 2023 09:56:45 +0000  | 2023-06-01T09:56:45Z",
                "Mon,  1 Jun 2023 09:56:45 +0000 | 2023-06-01T09:56:45Z",
                "Mon, 15 Jun 2023 09:56 -0330    | 2023-06-15T13:26:00Z",
                "mon, 15 jun 2023 09:56:45 +0000 | 2023-06-15T09:56:45Z",
                "Monday, 15 Jun 2023 09:56:45 GMT| 2023-06-15T09:56:45Z",
                "Mon,15 Jun 2023 09:56:45 GMT    | 2023-06-15T09:56:45Z",
                "Thu, 29 Feb 2024 23:59:59 -0000 | 2024-02-29T23:59:59Z",
                "2024-03-04T14:07:40Z            | 2024-03-04T14:07:40Z",
                "2024-02-11T09:30:12.104Z        | 2024-02-11T09:30:12.104Z",
                "2024-02-11T09:30:12.104567+01:00| 2024-02-11T08:30:12.104567Z",
                "2024-02-11T09:30:12-05:30       | 2024-02-11T15:00:12Z"
            })
    void bothDocumentedFormsAreRead(String text, Instant instant) {
        assertThat(read(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Sat, 31 Feb 2024 09:56:45 +0000",
                "Thu, 31 Feb 2024 09:56:45 +0000",
                "Mon, 31 Feb 2024 09:56:45 GMT",
                "Mon, 29 Feb 2023 9:56 GMT",
                "Mon, 15 Jun 23 09:56:45 GMT",
                "Mon, 15 Jun 2023 09:56:45",
                "15, 15 Jun 2023 09:56:45 GMT",
                ", 15 Jun 2023 09:56:45 GMT",
                "Thu,",
                "31 Feb 2024 09:56:45 +0000",
                "Thu, 29 Feb 2023 09:56:45 +0000",
                "Wed, 29 Feb 2023 09:56:45 GMT",
                "Fri, 31 Jun 2023 09:56:45 +0000",
                "Sat, 00 Jun 2023 09:56:45 +0000",
                "Thu, 15 Jun 2023 24:00:00 +0000",
                "Thu, 15 Jun 2023 09:60:45 +0000",
                "Thu, 15 Jun 2023 09:56:45 +9900",
                "Thu, 15 Jun 2023 09:56:45 +1801",
                "Thu, 15 Jux 2023 09:56:45 +0000",
                "Thu, 15 Jun 2023 09:56:45 EST",
                "2024-02-31T09:30:12Z",
                "2024-02-11",
                "2024-02-11T09:30:12",
                "1707643812"
            })
    void whatIsNoDateIsNotGuessed(String text) {
        assertThat(read(text)).isNull();
    }

    @Test
    void isoDatesAreReadAsJavaTimeReadsThem() {
        Random random = new Random(20230615);
        for (int i = 0; i < 50_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-62_135_596_800L, 253_402_300_799L), random.nextInt(1_000) * 1_000_000L);
            int digits = random.nextInt(1, 10);
            String text = instant.toString();
            String longer = text.length() == 20
                    ? text
                    : text.replace("Z", "000000".substring(0, Math.max(0, digits - 3)) + "Z");
            assertThat(read(longer)).as(longer).isEqualTo(instant);
        }
    }

    @Test
    void anIsoDateWithAWrongCharacterIsReadAsJavaTimeReadsIt() {
        Random random = new Random(45);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text =
                    new StringBuilder(random.nextBoolean() ? "2023-06-15T09:56:45Z" : "2024-02-29T23:59:59.104Z");
            text.setCharAt(random.nextInt(text.length()), "0123456789-:.TZ +".charAt(random.nextInt(17)));
            assertThat(read(text.toString())).as(text.toString()).isEqualTo(byJavaTime(text.toString()));
        }
    }

    private static Instant byJavaTime(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    @Test
    void theFastPathReadsWhatJavaTimeWrites() {
        Random random = new Random(19820813);
        for (int i = 0; i < 50_000; i++) {
            OffsetDateTime date = LocalDateTime.ofEpochSecond(
                            random.nextLong(-62_135_596_800L, 253_402_300_799L), 0, ZoneOffset.UTC)
                    .atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1)));
            String text = date.format(RFC_2822);
            assertThat(text).hasSize(31);
            assertThat(read(text)).as(text).isEqualTo(date.toInstant());
        }
    }

    @Test
    void theTextMayStandAnywhereInTheBuffer() {
        byte[] buffer = "xxThu, 15 Jun 2023 09:56:45 +0000yy".getBytes(StandardCharsets.US_ASCII);

        assertThat(Timestamps.readUsual(buffer, 2, 31)).isEqualTo(Instant.parse("2023-06-15T09:56:45Z"));
    }

    private static @Nullable Instant read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Instant usual = Timestamps.readUsual(bytes, 0, bytes.length);
        return usual != null ? usual : Timestamps.readAny(text);
    }
}
