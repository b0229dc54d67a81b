package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.texml.ApiException;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.reactor.TexmlClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** The first line and the headers of answers: how long they may be, and statuses that say neither yes nor no. */
class AnswerHeadsTest {

    private static final int BOUND = 32 * 1024;

    @TempDir
    Path directory;

    /** An answer with a header of so many letters. */
    private static String answer(int letters, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Security-Policy: " + "a".repeat(letters)
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @ValueSource(ints = {7_168, 9_216, 32_000})
    void headersOfUpTo32KiBAreRead(int letters) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write(answer(letters, CREATED));
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(dial(client).block(LONG_ENOUGH)).isNotNull();
        }
    }

    @Test
    void soAreManyHeadersAndALongFirstLine() throws Exception {
        String cookies = ("Set-Cookie: c=" + "b".repeat(220) + "\r\n").repeat(120);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 " + "O".repeat(9_000) + "\r\n" + cookies + "Content-Length: "
                            + CREATED.length() + "\r\n\r\n" + CREATED);
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(dial(client).block(LONG_ENOUGH)).isNotNull();
        }
    }

    @Test
    void theBoundIsNamedWhenItIsHitAndNothingIsRepeatedInVain() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write(answer(BOUND, CREATED));
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            TransportException dial = failureOf(dial(client));
            TransportException get = failureOf(client.calls().get("v3:call"));

            assertThat(dial.outcomeUnknown()).isTrue();
            assertThat(dial.phase()).isEqualTo(TransportException.Phase.SENT);
            assertThat(dial)
                    .hasMessageContaining("32768")
                    .hasMessageContaining("customizeHttpClient")
                    .hasMessageContaining("maxHeaderSize");
            assertThat(get.outcomeUnknown()).isFalse();
            assertThat(get).hasMessageContaining("32768");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void soIsTheBoundOfTheFirstLine() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 " + "O".repeat(BOUND) + "\r\nContent-Length: 2\r\n\r\n{}");
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(failureOf(client.calls().get("v3:call")))
                    .hasMessageContaining("32768")
                    .hasMessageContaining("maxInitialLineLength");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void theHookMayRaiseTheBound() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write(answer(60_000, CREATED));
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .customizeHttpClient(http -> http.httpResponseDecoder(decoder -> decoder.maxHeaderSize(65_536)))
                        .build()) {
            assertThat(dial(client).block(LONG_ENOUGH)).isNotNull();
        }
    }

    @Test
    void theMediaHostsHeadersHaveTheSameBound() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        if (connection.readHead().startsWith("GET /media")) {
                            connection.write(answer(BOUND, "media"));
                            return;
                        }
                        connection.answer(200, recording(connection));
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            TransportException failure = failureOf(client.recordings().save("RE1", directory.resolve("a.mp3")));

            assertThat(failure).hasMessageContaining("maxHeaderSize");
            assertThat(server.requests())
                    .filteredOn(line -> line.startsWith("GET /media"))
                    .hasSize(1);
        }
    }

    private static String recording(FaultServer.Connection connection) {
        return "{\"sid\":\"RE1\",\"media_url\":\"" + connection.origin() + "/media\"}";
    }

    @ParameterizedTest(name = "{0}: unknown {1}")
    @CsvSource({
        "101, true", "300, true", "301, true", "302, true", "303, true", "304, true", "307, false", "308, false",
        "400, false", "404, false", "408, true", "409, false", "422, false", "500, true", "599, true", "600, true",
        "999, true"
    })
    void aStatusSaysWhetherADialMayHaveBeenCarriedOut(int status, boolean unknown) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 " + status + " Status\r\nContent-Length: 0\r\n\r\n");
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            ApiException failure =
                    catchThrowableOfType(ApiException.class, () -> dial(client).block(LONG_ENOUGH));

            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.outcomeUnknown()).isEqualTo(unknown);
            assertThat(failure.getMessage().contains("before you repeat")).isEqualTo(unknown);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upgrade: h2c\r\nConnection: Upgrade\r\n"})
    void aConnectionThatSwitchedProtocolsIsNotUsedAgain(String headers) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    if (number == 1) {
                        connection.write("HTTP/1.1 101 Switching Protocols\r\n" + headers + "\r\n");
                        connection.awaitEnd();
                        return;
                    }
                    connection.answer(200, CREATED);
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxConnections(1).build()) {
            ApiException failure =
                    catchThrowableOfType(ApiException.class, () -> dial(client).block(LONG_ENOUGH));
            assertThat(failure.outcomeUnknown()).isTrue();

            assertThat(dial(client).block(LONG_ENOUGH)).isNotNull();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static TransportException failureOf(Mono<?> mono) {
        TexmlException failure = catchThrowableOfType(TexmlException.class, () -> mono.block(LONG_ENOUGH));
        assertThat(failure).isInstanceOf(TransportException.class);
        return (TransportException) failure;
    }
}
