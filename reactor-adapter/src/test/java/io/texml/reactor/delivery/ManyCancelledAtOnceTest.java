package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.aCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ExchangeObserver;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Thousands wait in the line, and they all end in the same moment. */
class ManyCancelledAtOnceTest {

    private static final int CONNECTIONS = 64;

    /** Attempts that were let through, as the client tells them: those at the server may be on their way for a moment. */
    private final AtomicInteger attempts = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000})
    void cancelledTheyAreGoneAndNothingMoreIsSent(int many) throws Exception {
        try (FaultServer server = silentServer();
                TexmlClient client = clientOf(server, many).build()) {
            List<CreateCall> requests =
                    IntStream.range(0, many).mapToObj(i -> aCall()).toList();
            List<WeakReference<CreateCall>> traces =
                    requests.stream().map(WeakReference::new).toList();
            List<Disposable> dials = requests.stream()
                    .map(request -> client.calls().create(request).subscribe(created -> {}, failure -> {}))
                    .toList();
            requests = List.of();
            Waiting.until("the connections are used", () -> attempts.get() == CONNECTIONS);

            // Those that wait first: one that is not cancelled yet may have the place of one that is.
            for (int i = many - 1; i >= 0; i--) {
                dials.get(i).dispose();
            }

            assertThat(client.load().waiting()).isZero();
            assertThat(client.load().underWay()).isZero();
            dials = List.of();
            Waiting.until("nothing is left of them", () -> {
                System.gc();
                return traces.stream().allMatch(trace -> trace.refersTo(null));
            });
            assertThat(attempts).hasValue(CONNECTIONS);
            isAnswered(server, client);
        }
    }

    @Test
    void aFlatMapThatIsCancelledSendsNothingMore() throws Exception {
        try (FaultServer server = silentServer();
                TexmlClient client = clientOf(server, 10_000).build()) {
            Disposable all = Flux.range(0, 10_000)
                    .flatMap(i -> client.calls().create(aCall()).onErrorComplete(), 10_000)
                    .subscribe();
            Waiting.until("the connections are used", () -> attempts.get() == CONNECTIONS);

            all.dispose();

            Waiting.until("the line is empty", () -> client.load().waiting() == 0);
            isAnswered(server, client);
            assertThat(attempts).hasValue(CONNECTIONS + 1);
        }
    }

    @Test
    void closingSendsNothingMoreAndEndsEverybody() throws Exception {
        int many = 10_000;
        AtomicInteger ended = new AtomicInteger();
        try (FaultServer server = silentServer();
                TexmlClient client = clientOf(server, many).build()) {
            for (int i = 0; i < many; i++) {
                client.calls().create(aCall()).subscribe(created -> {}, failure -> ended.incrementAndGet());
            }
            Waiting.until("the connections are used", () -> attempts.get() == CONNECTIONS);

            client.closeLater().block(LONG_ENOUGH);

            Waiting.until("everybody has ended", () -> ended.get() == many);
            assertThat(attempts).hasValue(CONNECTIONS);
        }
    }

    /** On a connection behind those of the cancelled, of which the last may still be on their way to the server. */
    private static void isAnswered(FaultServer server, TexmlClient client) {
        Waiting.until("their connections have come", () -> server.connections() >= CONNECTIONS);
        assertThat(client.calls().create(aCall()).block(LONG_ENOUGH)).isNotNull();
    }

    private TexmlClientBuilder clientOf(FaultServer server, int maxWaiting) {
        return Clients.at(server.baseUrl())
                .maxConnections(CONNECTIONS)
                .maxWaiting(maxWaiting)
                .withoutDialPace()
                .responseTimeout(LONG_ENOUGH)
                .totalTimeout(LONG_ENOUGH)
                .observer(new ExchangeObserver() {
                    @Override
                    public void onAttempt(String operationId, int attempt) {
                        attempts.incrementAndGet();
                    }
                });
    }

    /** Never answers on the connections of those who are cancelled. */
    private static FaultServer silentServer() {
        return new FaultServer((number, connection) -> {
            if (number <= CONNECTIONS) {
                connection.awaitEnd();
            }
            connection.readRequest();
            connection.answer(200, CREATED);
        });
    }
}
