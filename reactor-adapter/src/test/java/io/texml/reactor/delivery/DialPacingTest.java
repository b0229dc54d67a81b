package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The exact proof is the property over random schedules in {@code DialWindowTest}; this one is the whole road. */
class DialPacingTest {

    private static final int DIALS = 5;
    private static final Duration WINDOW = Duration.ofMillis(200);

    @Test
    void dialsLeaveTheClientNeverFasterThanTheWindowAllows() throws Exception {
        Journal journal = new Journal(DialPace.rolling(DIALS, WINDOW));
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        connection.readRequest();
                        connection.answer(200, CREATED);
                    }
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).dialPace(journal).build()) {
            TexmlClient otherAccount = client.account("another");
            Flux.range(0, 23)
                    .flatMap(i -> Clients.dial(i % 2 == 0 ? client : otherAccount), 23)
                    .blockLast(LONG_ENOUGH);

            assertThat(server.requests()).hasSize(23);
        }
        List<Long> before = journal.before.stream().sorted().toList();
        List<Long> after = journal.after.stream().sorted().toList();
        assertThat(before).hasSize(23);
        for (int i = DIALS; i < before.size(); i++) {
            // The exact moment lies between the two, so this holds however late either was noted down.
            assertThat(after.get(i) - before.get(i - DIALS))
                    .as("from dial %d to dial %d", i - DIALS, i)
                    .isGreaterThan(WINDOW.toNanos());
        }
    }

    /** Notes when dials are written. */
    private static final class Journal implements DialPace {

        private final DialPace pace;
        private final List<Long> before = new CopyOnWriteArrayList<>();
        private final List<Long> after = new CopyOnWriteArrayList<>();

        Journal(DialPace pace) {
            this.pace = pace;
        }

        @Override
        public Mono<Slot> acquire() {
            return pace.acquire().map(slot -> new Slot() {
                @Override
                public void use() {
                    before.add(System.nanoTime());
                    slot.use();
                    after.add(System.nanoTime());
                }

                @Override
                public void settled() {
                    slot.settled();
                }

                @Override
                public void giveBack() {
                    slot.giveBack();
                }
            });
        }

        @Override
        public Duration pause(Duration retryAfter) {
            return pace.pause(retryAfter);
        }
    }
}
