package io.texml.reactor.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the clock on the wall shows is what counts, also when it is set. */
class CallingHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void anyTimeIsInAlways() {
        Instant now = Instant.parse("2026-03-29T01:30:00Z");
        assertThat(CallingHours.always().next(now, BERLIN)).isEqualTo(now);
    }

    @Test
    void oneWaitsForTheNextDayThatIsMeant() {
        CallingHours office = CallingHours.builder()
                .on(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0))
                .on(Set.of(DayOfWeek.MONDAY), LocalTime.of(18, 0), LocalTime.MIDNIGHT)
                .build();
        // A Friday, five o'clock in summer.
        assertThat(office.next(Instant.parse("2026-07-03T14:59:59Z"), BERLIN)).isEqualTo("2026-07-03T14:59:59Z");
        assertThat(office.next(Instant.parse("2026-07-03T15:00:00Z"), BERLIN)).isEqualTo("2026-07-06T07:00:00Z");
        assertThat(office.next(Instant.parse("2026-07-06T15:00:00Z"), BERLIN)).isEqualTo("2026-07-06T16:00:00Z");
        assertThat(office.isOpen(Instant.parse("2026-07-06T21:59:59Z"), BERLIN)).isTrue();
        assertThat(office.isOpen(Instant.parse("2026-07-06T22:00:00Z"), BERLIN)).isFalse();
    }

    @Test
    void nineIsNineOnBothSidesOfAChangeOfTheClock() {
        CallingHours hours = CallingHours.daily(LocalTime.of(9, 0), LocalTime.of(20, 0));
        assertThat(hours.next(Instant.parse("2026-03-28T19:00:00Z"), BERLIN)).isEqualTo("2026-03-29T07:00:00Z");
        assertThat(hours.next(Instant.parse("2026-10-24T18:00:00Z"), BERLIN)).isEqualTo("2026-10-25T08:00:00Z");
    }

    @Test
    void aTimeThatTheClockSkipsBeginsWhereItGoesOn() {
        // From two it goes to three.
        CallingHours hours = CallingHours.daily(LocalTime.of(2, 30), LocalTime.of(4, 0));
        assertThat(hours.next(Instant.parse("2026-03-29T00:00:00Z"), BERLIN)).isEqualTo("2026-03-29T01:00:00Z");
        CallingHours skipped = CallingHours.daily(LocalTime.of(2, 0), LocalTime.of(3, 0));
        assertThat(skipped.next(Instant.parse("2026-03-29T00:00:00Z"), BERLIN)).isEqualTo("2026-03-30T00:00:00Z");
    }

    @Test
    void anHourThatTheClockShowsTwiceCountsTwice() {
        // At three it goes back to two.
        CallingHours hours = CallingHours.daily(LocalTime.of(2, 15), LocalTime.of(2, 45));
        assertThat(hours.next(Instant.parse("2026-10-25T00:00:00Z"), BERLIN)).isEqualTo("2026-10-25T00:15:00Z");
        assertThat(hours.next(Instant.parse("2026-10-25T00:45:00Z"), BERLIN)).isEqualTo("2026-10-25T01:15:00Z");
        CallingHours earlier = CallingHours.daily(LocalTime.of(1, 0), LocalTime.of(2, 30));
        assertThat(earlier.next(Instant.parse("2026-10-25T00:40:00Z"), BERLIN)).isEqualTo("2026-10-25T01:00:00Z");
    }

    @Test
    void theNextTimeIsOpenAndNoneBeforeItIs() {
        List<ZoneId> zones = List.of(
                BERLIN,
                ZoneId.of("America/New_York"),
                ZoneId.of("Australia/Lord_Howe"),
                ZoneId.of("Africa/Cairo"),
                ZoneId.of("Asia/Kathmandu"),
                ZoneId.of("America/Santiago"),
                ZoneId.of("Pacific/Apia"));
        Random random = new Random(1);
        for (int round = 0; round < 3_000; round++) {
            ZoneId zone = zones.get(random.nextInt(zones.size()));
            int begins = random.nextInt(24 * 4 - 1);
            int ends = begins + 1 + random.nextInt(24 * 4 - 1 - begins);
            CallingHours hours = CallingHours.builder()
                    .on(
                            EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.of(1 + random.nextInt(7))),
                            LocalTime.MIDNIGHT.plusMinutes(begins * 15L),
                            LocalTime.MIDNIGHT.plusMinutes(ends * 15L))
                    .build();
            Instant from = Instant.parse("2011-12-25T00:00:00Z")
                    .plusSeconds(random.nextInt(16 * 365 * 24) * 3_600L + random.nextInt(3_600));
            Instant next = hours.next(from, zone);

            assertThat(next).as("round " + round).isAfterOrEqualTo(from);
            assertThat(hours.isOpen(next, zone)).as("round " + round).isTrue();
            for (Instant at = from; at.isBefore(next); at = at.plus(Duration.ofMinutes(7))) {
                assertThat(hours.isOpen(at, zone)).as("round " + round).isFalse();
            }
        }
    }

    @Test
    void hoursThatHoldNoTimeAreRefused() {
        assertThatThrownBy(() -> CallingHours.daily(LocalTime.of(20, 0), LocalTime.of(9, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must end later than they begin");
        assertThatThrownBy(() -> CallingHours.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call on(..)");
        assertThatThrownBy(() -> CallingHours.builder().on(Set.of(), LocalTime.NOON, LocalTime.MIDNIGHT))
                .hasMessageContaining("a day of the week");
    }
}
