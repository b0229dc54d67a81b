package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class CancelStormTest {

    private static final int DIALS = 1_000_000;

    @Test
    void tenThousandCancelsAtRandomMomentsLeaveEverythingAsItWas() throws Exception {
        Random random = new Random(19);
        DialPace pace = DialPace.rolling(DIALS, Duration.ofMillis(1));
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        connection.readRequest();
                        connection.answer(200, CALL);
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(8)
                        .dialPace(pace)
                        .responseTimeout(LONG_ENOUGH)
                        .build()) {
            ArrayDeque<Disposable> running = new ArrayDeque<>();
            for (int i = 0; i < 10_000; i++) {
                Disposable call = (random.nextBoolean()
                                ? client.calls().get("v3:call").then()
                                : Clients.dial(client).then())
                        .subscribe(nothing -> {}, failure -> {});
                running.add(call);
                while (running.size() > random.nextInt(24)) {
                    running.poll().dispose();
                }
                if (random.nextInt(8) == 0) {
                    LockSupport.parkNanos(random.nextInt(400_000));
                }
            }
            running.forEach(Disposable::dispose);

            assertThat(client.load().underWay()).isZero();
            assertThat(client.load().waiting()).isZero();
            Waiting.until("nothing holds a permit", () -> client.load().busy() == 0);
            Waiting.until("no more connections than the pool has", () -> server.openConnections() <= 8);
            for (int i = 0; i < 50; i++) {
                assertThat(client.calls().get("v3:call").block(LONG_ENOUGH)).isNotNull();
            }
        }
    }
}
