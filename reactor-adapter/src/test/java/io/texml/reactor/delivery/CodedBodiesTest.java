package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.texml.ApiException;
import io.texml.DecodingException;
import io.texml.calls.Call;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Bodies that come compressed, whether or not somebody asked for it. Bytes are written here as letters of ISO 8859-1. */
class CodedBodiesTest {

    /** How a client may be set up as to compression; what comes is the same to all. */
    enum Setting {
        USUAL(builder -> builder),
        COMPRESSION(builder -> builder.compression(true)),
        HOOK(builder -> builder.customizeHttpClient(http -> http.compress(true))),
        COMPRESSION_AND_HOOK(builder -> builder.compression(true).customizeHttpClient(http -> http.compress(true)));

        private final UnaryOperator<TexmlClientBuilder> change;

        Setting(UnaryOperator<TexmlClientBuilder> change) {
            this.change = change;
        }
    }

    @TempDir
    Path directory;

    private final List<String> heads = new CopyOnWriteArrayList<>();

    private FaultServer server(int status, String coding, String body) {
        return new FaultServer((number, connection) -> {
            while (true) {
                heads.add(connection.readHead().toLowerCase(Locale.ROOT));
                connection.answer(status, body, "Content-Encoding: " + coding);
            }
        });
    }

    /** Without a body in the request, so that a head is all of it. */
    private static Mono<?> get(TexmlClient client) {
        return client.calls().get("v3:call");
    }

    private interface Coder {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static String coded(String text, Coder coder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coder.over(bytes)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static String gzip(String text) {
        return coded(text, GZIPOutputStream::new);
    }

    private static String zlib(String text) {
        return coded(text, DeflaterOutputStream::new);
    }

    private static String bareDeflate(String text) {
        return coded(text, out -> new DeflaterOutputStream(out, new Deflater(9, true)));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void gzipIsReadOnceHoweverTheClientIsSetUp(Setting setting) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(200, gzip(CREATED), "Content-Encoding: gzip");
                });
                TexmlClient client =
                        setting.change.apply(Clients.at(server.baseUrl())).build()) {
            assertThat(dial(client).block(LONG_ENOUGH).from()).isEqualTo("+13120001234");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", " gzip ", "identity, gzip", "gzip,"})
    void gzipHasSeveralNames(String name) throws Exception {
        try (FaultServer server = server(200, name, gzip(CALL));
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(client.calls().get("v3:call").block(LONG_ENOUGH).sid()).isEqualTo("v3:call");
        }
    }

    @Test
    void bothKindsOfDeflateAreReadAndSoIsWhatIsNotCoded() throws Exception {
        for (String body : List.of(zlib(CALL), bareDeflate(CALL))) {
            try (FaultServer server = server(200, "deflate", body);
                    TexmlClient client = Clients.at(server.baseUrl()).build()) {
                assertThat(client.calls().get("v3:call").block(LONG_ENOUGH).sid())
                        .isEqualTo("v3:call");
            }
        }
        for (String none : List.of("identity", "")) {
            try (FaultServer server = server(200, none, CALL);
                    TexmlClient client = Clients.at(server.baseUrl()).build()) {
                assertThat(client.calls().get("v3:call").block(LONG_ENOUGH).sid())
                        .isEqualTo("v3:call");
            }
        }
    }

    @Test
    void aNameWhoseLastLetterEndsWithABackslashIsReadInEveryCoding() throws Exception {
        String call = "{\"sid\":\"v3:call\",\"from\":\"\u0095\\\",\"to\":\"+13120001234\"}";
        Map<String, String> bodies = Map.of("gzip", gzip(call), "deflate", bareDeflate(call), "identity", call);
        for (Map.Entry<String, String> body : bodies.entrySet()) {
            try (FaultServer server = server(200, body.getKey(), body.getValue());
                    TexmlClient client = Clients.at(server.baseUrl()).build()) {
                Call read = client.calls().get("v3:call").block(LONG_ENOUGH);
                assertThat(read.from()).as(body.getKey()).isEqualTo("\uFFFD\uFFFD");
                assertThat(read.to()).isEqualTo("+13120001234");
            }
        }
    }

    @Test
    void aLargePageOfSeveralGzipMembersIsRead() throws Exception {
        String one = "{\"sid\":\"v3:call\",\"padding\":\"" + "x".repeat(100_000);
        String two = "y".repeat(100_000) + "\"}";
        try (FaultServer server = server(200, "gzip", gzip(one) + gzip(two));
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(client.calls()
                            .get("v3:call")
                            .block(LONG_ENOUGH)
                            .additionalProperties()
                            .get("padding")
                            .toString())
                    .hasSize(200_000);
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void theBoundCountsWhatBecomesOfABody(Setting setting) throws Exception {
        // About a thousandth of it on the wire.
        String bomb = gzip("{\"sid\":\"" + "0".repeat(20_000_000) + "\"}");
        try (FaultServer server = server(200, "gzip", bomb);
                TexmlClient client = setting.change
                        .apply(Clients.at(server.baseUrl()))
                        .maxResponseBytes(1_000_000)
                        .build()) {
            DecodingException failure = failureOf(get(client), DecodingException.class);

            assertThat(failure).hasMessageContaining("maxResponseBytes, 1000000");
            assertThat(heads).as("it is not fetched again").hasSize(1);
        }
    }

    @Test
    void aBodyOfExactlyTheBoundIsRead() throws Exception {
        String body = "{\"sid\":\"" + "0".repeat(1_024 - 10) + "\"}";
        try (FaultServer server = server(200, "gzip", gzip(body));
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxResponseBytes(1_024).build()) {
            assertThat(get(client).block(LONG_ENOUGH)).isNotNull();
        }
        try (FaultServer server = server(200, "gzip", gzip(body + " "));
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxResponseBytes(1_024).build()) {
            failureOf(get(client), DecodingException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "gzip;q=1", "+15550100"})
    void aCodingThatIsNotKnownIsSaidAndNotAskedForAgain(String coding) throws Exception {
        try (FaultServer server = server(200, coding, gzip(CALL));
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            DecodingException failure = failureOf(get(client), DecodingException.class);

            assertThat(failure).hasMessageContaining("content coding").hasMessageNotContaining("+1555");
            assertThat(failure.headers().first("content-encoding")).isEqualTo(coding);
            assertThat(heads).hasSize(1);
        }
    }

    @Test
    void aBrokenBodyLeavesADialsOutcomeUnknown() throws Exception {
        String whole = gzip(CREATED);
        String otherSum = whole.substring(0, whole.length() - 8) + "\0\0\0\0" + whole.substring(whole.length() - 4);
        for (String broken : List.of(whole.substring(0, 25), whole.substring(0, 5), otherSum, CREATED)) {
            try (FaultServer server = new FaultServer((number, connection) -> {
                        connection.readRequest();
                        connection.answer(200, broken, "Content-Encoding: gzip");
                    });
                    TexmlClient client = Clients.at(server.baseUrl()).build()) {
                DecodingException failure = failureOf(dial(client), DecodingException.class);

                assertThat(failure.outcomeUnknown()).isTrue();
                assertThat(failure).hasMessageContaining("gzip");
            }
        }
    }

    @Test
    void anAnswerWithoutABodyMayBeMarkedAsItLikes() throws Exception {
        try (FaultServer server = server(200, "gzip", "");
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            client.queues().delete("q").block(LONG_ENOUGH);
            assertThat(failureOf(get(client), DecodingException.class)).hasMessageContaining("the body is empty");
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void anErrorsBodyIsReadToo(Setting setting) throws Exception {
        try (FaultServer server = server(422, "gzip", gzip("{\"errors\":[{\"code\":\"10015\"}]}"));
                TexmlClient client =
                        setting.change.apply(Clients.at(server.baseUrl())).build()) {
            ApiException failure = failureOf(get(client), ApiException.class);

            assertThat(failure.code()).isEqualTo("10015");
            assertThat(failure.rawBody()).isEqualTo("{\"errors\":[{\"code\":\"10015\"}]}");
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void anErrorsBodyKeepsItsBound(Setting setting) throws Exception {
        try (FaultServer server = server(500, "gzip", gzip("z".repeat(20_000_000)));
                TexmlClient client =
                        setting.change.apply(Clients.at(server.baseUrl())).build()) {
            assertThat(failureOf(get(client), ApiException.class).rawBody()).isEqualTo("z".repeat(64 * 1024));
        }
    }

    @Test
    void ofAnErrorsBodyThatCannotBeDecodedAsMuchIsKeptAsThereIs() throws Exception {
        String text = "{\"errors\":[{\"code\":\"10015\"}]}";
        String cutOff = gzip(text).substring(0, 45);
        try (FaultServer server = server(422, "gzip", text);
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(failureOf(get(client), ApiException.class).code()).isEqualTo("10015");
        }
        try (FaultServer server = server(422, "br", text);
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(failureOf(get(client), ApiException.class).rawBody()).isEqualTo(text);
        }
        try (FaultServer server = server(422, "gzip", cutOff);
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            String read = failureOf(get(client), ApiException.class).rawBody();
            assertThat(text).startsWith(read);
            assertThat(read).isNotEmpty();
        }
    }

    @Test
    void whatIsAskedForIsSaid() throws Exception {
        for (Setting setting : Setting.values()) {
            heads.clear();
            try (FaultServer server = server(200, "identity", CALL);
                    TexmlClient client =
                            setting.change.apply(Clients.at(server.baseUrl())).build()) {
                get(client).block(LONG_ENOUGH);
                client.recordings().download(server.baseUrl().resolve("/a.mp3")).blockLast(LONG_ENOUGH);
            }
            String wanted = setting == Setting.USUAL ? "identity" : "gzip";
            assertThat(heads.get(0)).containsOnlyOnce("accept-encoding: " + wanted + "\r\n");
            assertThat(heads.get(1)).containsOnlyOnce("accept-encoding: identity\r\n");
            assertThat(heads.get(1)).containsOnlyOnce("accept-encoding");
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void mediaThatComesCodedIsRefusedAndLeavesNoFile(Setting setting) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        if (connection.readHead().startsWith("GET /media")) {
                            connection.answer(200, gzip("media"), "Content-Encoding: gzip");
                        } else {
                            connection.answer(
                                    200, "{\"sid\":\"RE1\",\"media_url\":\"" + connection.origin() + "/media\"}");
                        }
                    }
                });
                TexmlClient client =
                        setting.change.apply(Clients.at(server.baseUrl())).build()) {
            DecodingException download = failureOf(
                    client.recordings()
                            .download(server.baseUrl().resolve("/media"))
                            .then(),
                    DecodingException.class);
            DecodingException save =
                    failureOf(client.recordings().save("RE1", directory.resolve("a.mp3")), DecodingException.class);

            assertThat(download).hasMessageContaining("content coding");
            assertThat(save).hasMessageContaining("content coding");
            assertThat(server.requests())
                    .filteredOn(line -> line.startsWith("GET /media"))
                    .hasSize(2);
            assertThat(directory).isEmptyDirectory();
        }
    }

    private static <T extends Exception> T failureOf(Mono<?> mono, Class<T> type) {
        T failure = catchThrowableOfType(type, () -> mono.block(LONG_ENOUGH));
        assertThat(failure).isNotNull();
        return failure;
    }
}
