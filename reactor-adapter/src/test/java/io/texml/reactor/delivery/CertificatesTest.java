package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.texml.TransportException;
import io.texml.reactor.LogLines;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate that is refused would be refused again: the message says why, and one attempt is made. */
class CertificatesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "untrusted, localhost, -P1D, P1D, is not trusted here",
        "expired, localhost, -P20D, -P1D, has expired",
        "of tomorrow, localhost, P1D, P20D, is not valid yet",
        "of another host, other.example, -P1D, P1D, is for another host"
    })
    void aCertificateThatIsRefusedIsToldOfAndTriedOnce(
            String kind, String host, Duration from, Duration to, String problem) throws Exception {
        Instant now = Instant.now();
        HeldCertificate certificate = new HeldCertificate.Builder()
                .signedBy(AUTHORITY)
                .addSubjectAlternativeName(host)
                .validityInterval(now.plus(from).toEpochMilli(), now.plus(to).toEpochMilli())
                .build();
        try (MockWebServer server = new MockWebServer();
                LogLines log = new LogLines("reactor.netty", Level.WARN)) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            server.start();
            TexmlClientBuilder builder = Clients.at(URI.create("https://localhost:" + server.getPort() + "/v2"));
            if (!kind.equals("untrusted")) {
                builder.sslContext(new HandshakeCertificates.Builder()
                        .addTrustedCertificate(AUTHORITY.certificate())
                        .build()
                        .sslContext());
            }
            try (TexmlClient client = builder.build()) {
                TransportException failure = catchThrowableOfType(
                        TransportException.class, () -> dial(client).block(SOON));

                assertThat(failure)
                        .hasMessageContaining("the server's certificate " + problem)
                        .hasMessageEndingWith("Repeating it would end in the same way.");
                assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
                assertThat(failure.attempts()).isEqualTo(1);
                assertThat(failure.outcomeUnknown()).isFalse();
                assertThat(log.everything()).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "stays open: {0}")
    @ValueSource(booleans = {true, false})
    void aServerThatDoesNotSpeakTlsIsToldOf(boolean staysOpen) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.write("HTTP/1.1 400 +15550198\r\nContent-Length: 0\r\n\r\n");
                    if (staysOpen) {
                        connection.awaitEnd();
                    }
                });
                TexmlClient client = Clients.at(
                                URI.create(server.baseUrl().toString().replace("http:", "https:")))
                        .build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> dial(client).block(SOON));

            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            if (staysOpen) {
                assertThat(failure).hasMessageContaining("does not speak TLS");
                assertThat(failure.attempts()).isEqualTo(1);
                StringWriter told = new StringWriter();
                failure.printStackTrace(new PrintWriter(told, true));
                assertThat(told.toString())
                        .doesNotContain(HexFormat.of().formatHex("15550198".getBytes(StandardCharsets.US_ASCII)));
            }
        }
    }
}
