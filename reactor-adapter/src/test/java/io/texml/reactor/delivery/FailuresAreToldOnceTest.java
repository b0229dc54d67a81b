package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.texml.TransportException;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.LogLines;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.delivery.FaultServer.Script;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure comes to its caller, and is not logged beside it by Reactor Netty, with a stack trace. */
class FailuresAreToldOnceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    static Stream<Arguments> failures() {
        return Stream.of(
                failure("closed at once", (number, connection) -> {}),
                failure("closed without an answer", (number, connection) -> connection.readRequest()),
                failure("reset without an answer", (number, connection) -> {
                    connection.readRequest();
                    connection.reset();
                }),
                failure("closed within the head", (number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Le");
                }),
                failure("closed within the body", (number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a\"");
                }),
                failure("closed within a chunk", (number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n{\"a\"");
                }),
                failure("reset within the body", (number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a\"");
                    connection.reset();
                }),
                failure("silent", (number, connection) -> {
                    connection.readRequest();
                    connection.awaitEnd();
                }),
                failure("silent within the body", (number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a\"");
                    connection.awaitEnd();
                }),
                failure("no HTTP", (number, connection) -> {
                    connection.readRequest();
                    connection.write("SSH-2.0-OpenSSH_9.6\r\n\r\n");
                    connection.awaitEnd();
                }),
                failure("no chunk", (number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno\r\n");
                    connection.awaitEnd();
                }));
    }

    private static Arguments failure(String name, Script script) {
        return Arguments.of(name, script);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void aFailureIsNotLoggedBesideIt(String name, Script script) throws Exception {
        try (LogLines log = new LogLines("reactor.netty", Level.WARN);
                FaultServer server = new FaultServer(script);
                TexmlClient client = Clients.at(server.baseUrl())
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> dial(client).block(SOON));

            assertThat(failure)
                    .hasMessageContaining("calls.create got no answer")
                    .hasCauseInstanceOf(Exception.class);
            assertThat(log.everything()).isEmpty();
        }
    }

    @Test
    void noConnectionIsNotLoggedEither() {
        try (LogLines log = new LogLines("reactor.netty", Level.WARN);
                TexmlClient client = Clients.at(FaultServer.nobody()).build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> dial(client).block(SOON));

            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(log.everything()).isEmpty();
        }
    }
}
