package io.texml.reactor.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

class WaitingRoomTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final List<Instant> alarms = new ArrayList<>();
    private final RunCounts counts = new RunCounts();
    private final WaitingRoom<String> room = new WaitingRoom<>(Timer.of(time), counts, this::alarm);
    private final Instant begun = room.now();

    private void alarm() {
        alarms.add(room.now());
        room.look();
    }

    @Test
    void newContactsAndRedialsThatAreDueTakeTurnsHoweverManyThereAre() {
        for (int number = 0; number < 3; number++) {
            room.add(contact("new " + number, false), begun);
        }
        for (int number = 0; number < 3; number++) {
            room.add(contact("redial " + number, true), begun);
        }

        assertThat(Stream.generate(room::next).limit(6).map(contact -> contact.key))
                .containsExactly("redial 0", "new 0", "redial 1", "new 1", "redial 2", "new 2");
        assertThat(room.next()).isNull();
    }

    @Test
    void whoIsDueEarlierIsNotKeptByWhoCameBefore() {
        room.add(contact("later", false), begun.plus(Duration.ofMinutes(50)));
        room.add(contact("sooner", true), begun.plus(Duration.ofMinutes(10)));
        assertThat(counts.redialsWaiting).hasValue(1);
        time.advanceTimeBy(Duration.ofMinutes(10));

        assertThat(alarms).containsExactly(begun.plus(Duration.ofMinutes(10)));
        assertThat(counts.redialsDue).hasValue(1);
        assertThat(room.next().key).isEqualTo("sooner");
        time.advanceTimeBy(Duration.ofMinutes(40));
        assertThat(room.next().key).isEqualTo("later");
    }

    @Test
    void itLooksEveryHourAsTheClockOnTheWallMayBeSet() {
        room.add(contact("tomorrow", false), begun.plus(Duration.ofDays(1)));
        time.advanceTimeBy(Duration.ofHours(3));

        assertThat(alarms).hasSize(3);
        assertThat(room.hasDue()).isFalse();
    }

    @Test
    void nobodyIsLeftInAnEmptyRoomAndNothingRings() {
        room.add(contact("later", false), begun.plus(Duration.ofMinutes(10)));
        room.add(contact("now", true), begun);

        assertThat(room.empty()).extracting(contact -> contact.key).containsExactly("now", "later");
        time.advanceTimeBy(Duration.ofHours(1));
        assertThat(alarms).isEmpty();
        assertThat(counts.waiting.get() + counts.redialsDue.get() + counts.redialsWaiting.get())
                .isZero();
    }

    private static OpenContact<String> contact(String key, boolean isRedial) {
        Attempt busy = new Attempt(1, CallResult.Outcome.BUSY, null, null, Instant.EPOCH, null, null);
        ContactHistory history = isRedial ? new ContactHistory(List.of(busy), null, null, null) : ContactHistory.NEW;
        return new OpenContact<>(key, key, ZoneOffset.UTC, history);
    }
}
