package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.fault.Latency;
import io.texml.simulator.internal.wire.Json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    private final TexmlSimulator simulator =
            TexmlSimulator.builder().recordings(3).start();
    private final Api api = new Api(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void aStatusHappensToTheChosenOperationAsOftenAsAskedForAndDoesNotAct() {
        simulator.faults().add(Fault.status(503).on("calls.create").skip(1).times(2));
        assertThat(List.of(create(), create(), create(), create())).containsExactly(200, 503, 503, 200);
        assertThat(api.get(api.account("/Calls?Status=completed")).status()).isEqualTo(200);
        simulator.journal().verify("calls.create").times(4);
        simulator.journal().verify("calls.create").acted().times(2);
        simulator.journal().verify("calls.create").withStatus(503).times(2);
        assertThat(simulator.faults().active()).isEmpty();
        assertThat(simulator.faults().happened()).isEqualTo(2);
    }

    @Test
    void everyThirdRequestCanFail() {
        simulator.faults().add(Fault.status(500).on("calls.create").every(3));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(create());
        }
        assertThat(statuses).containsExactly(200, 200, 500, 200, 200, 500);
    }

    @Test
    void anErrorCanHideThatTheOperationTookEffect() {
        simulator
                .faults()
                .add(Fault.status(500).afterActing().on("calls.create").times(1));
        assertThat(create()).isEqualTo(500);
        simulator.journal().verify("calls.create").acted().withStatus(500).once();
    }

    @Test
    void retryAfterComesInEveryForm() {
        List<Fault> forms = List.of(
                Fault.status(429).retryAfter(Duration.ofSeconds(7)),
                Fault.status(429).retryAfter(Instant.parse("2026-01-05T09:00:30Z")),
                Fault.status(503).retryAfter("-1"),
                Fault.status(503).retryAfter("0.5"),
                Fault.status(503).withHeader("Retry-After-Ms", "250").withHeader("x-should-retry", "false"));
        forms.forEach(form -> simulator.faults().add(form.times(1)));
        assertThat(header("retry-after")).isEqualTo("7");
        assertThat(header("retry-after")).isEqualTo("Mon, 05 Jan 2026 09:00:30 GMT");
        assertThat(header("retry-after")).isEqualTo("-1");
        assertThat(header("retry-after")).isEqualTo("0.5");
        assertThat(header("retry-after-ms")).isEqualTo("250");
    }

    @Test
    void everyStatusHasItsDocumentedEnvelope() {
        for (int status : new int[] {400, 401, 403, 404, 408, 422, 429, 500, 502, 503, 504}) {
            simulator.faults().add(Fault.status(status).times(1));
            Api.Answer answer = api.get(api.account("/Calls"));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.items("errors")).hasSize(1);
        }
    }

    @Test
    void aProxysPageCanComeInPlaceOfTheApi() {
        simulator
                .faults()
                .add(Fault.answer(502, "text/html", "<html>Bad gateway</html>").times(1));
        Api.Answer answer = api.get(api.account("/Calls"));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).isEqualTo("<html>Bad gateway</html>");
    }

    @Test
    void aConnectionDroppedBeforeActingDialsNothingAndAfterActingDialsOnce() {
        simulator.faults().add(Fault.dropBeforeActing().on("calls.create").times(1));
        assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
        assertThat(api.get(api.account("/Calls")).items("calls")).hasSize(3);
        simulator
                .faults()
                .add(Fault.dropAfterActing().withReset().on("calls.create").times(1));
        assertThatThrownBy(this::create).isInstanceOf(UncheckedIOException.class);
        assertThat(api.get(api.account("/Calls")).items("calls")).hasSize(4);
        simulator.journal().verify("calls.create").withStatus(0).times(2);
        simulator.journal().verify("calls.create").acted().once();
    }

    @Test
    void bodiesAreTruncatedGarbledSlowAndHuge() {
        simulator.faults().add(Fault.truncatedBody().times(1));
        assertThatThrownBy(() -> api.get(api.account("/Calls")))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
        simulator.faults().add(Fault.garbledBody().times(1));
        Api.Answer garbled = api.get(api.account("/Calls"));
        assertThat(garbled.status()).isEqualTo(200);
        assertThatThrownBy(garbled::json).isInstanceOf(MalformedJsonException.class);
        simulator.faults().add(Fault.slowBody(Duration.ofMillis(400)).times(1));
        long before = System.nanoTime();
        assertThat(api.get(api.account("/Calls")).items("calls")).hasSize(3);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(350));
        simulator.faults().add(Fault.hugeBody(5_000_000).times(1));
        Api.Answer huge = api.get(api.account("/Calls"));
        assertThat(huge.raw().body()).hasSize(5_000_000);
        assertThat(huge.items("calls")).hasSize(3);
    }

    @Test
    void answersTakeTheirTimeAsTheDistributionSays() {
        simulator
                .faults()
                .add(Fault.latency(Latency.fixed(Duration.ofMillis(120))).times(1));
        long before = System.nanoTime();
        create();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(110));
        Latency service = Latency.percentiles(Duration.ofMillis(20), Duration.ofMillis(200));
        assertThat(service.at(0.5).toMillis()).isBetween(19L, 21L);
        assertThat(service.at(0.99).toMillis()).isBetween(195L, 205L);
        Latency exponential = Latency.exponential(Duration.ofMillis(100));
        assertThat(exponential.at(0.632).toMillis()).isBetween(98L, 102L);
        assertThat(Latency.uniform(Duration.ofMillis(10), Duration.ofMillis(20)).at(0.5))
                .isEqualTo(Duration.ofMillis(15));
    }

    @Test
    void aMediaLinkExpiresOnRequest() {
        String link = String.valueOf(api.get(api.account("/Recordings.json"))
                .items("recordings")
                .get(0)
                .get("media_url"));
        simulator.faults().add(Fault.expiredMediaLink().times(1));
        assertThat(Api.send(api.request(link)).status()).isEqualTo(403);
        assertThat(Api.send(api.request(link)).status()).isEqualTo(200);
    }

    @Test
    void mediaAreCutSlowAndPaddedAtTheirTrueLength() throws IOException {
        String link = String.valueOf(api.get(api.account("/Recordings.json"))
                .items("recordings")
                .get(0)
                .get("media_url"));
        byte[] whole = Api.send(api.request(link)).raw().body();
        assertThat(whole.length).isGreaterThan(8_000);

        simulator.faults().add(Fault.truncatedBody().on("media.get").times(1));
        byte[] cut = raw(URI.create(link));
        String head = new String(cut, StandardCharsets.ISO_8859_1);
        assertThat(head).contains("content-length: " + whole.length);
        int body = head.indexOf("\r\n\r\n") + 4;
        assertThat(Arrays.copyOfRange(cut, body, cut.length)).isEqualTo(Arrays.copyOf(whole, whole.length / 2));

        simulator
                .faults()
                .add(Fault.slowBody(Duration.ofMillis(40)).on("media.get").times(1));
        assertThat(Api.send(api.request(link)).raw().body()).isEqualTo(whole);
        simulator.faults().add(Fault.hugeBody(whole.length + 5).on("media.get").times(1));
        byte[] padded = Api.send(api.request(link)).raw().body();
        assertThat(padded).hasSize(whole.length + 5).startsWith(whole).endsWith(' ', ' ', ' ', ' ', ' ');
    }

    @Test
    void theRateLimitIsATrueWindow() {
        try (TexmlSimulator limited =
                TexmlSimulator.builder().rateLimit(2, Duration.ofSeconds(10)).start()) {
            Api limitedApi = new Api(limited);
            Api.Answer first = limitedApi.get(limitedApi.account("/Calls"));
            assertThat(first.raw().headers().firstValue("x-ratelimit-remaining"))
                    .hasValue("1");
            limited.clock().advance(Duration.ofSeconds(4));
            limitedApi.get(limitedApi.account("/Calls"));
            Api.Answer refused = limitedApi.get(limitedApi.account("/Calls"));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.errorCode()).isEqualTo("10011");
            assertThat(refused.raw().headers().firstValue("x-ratelimit-limit")).hasValue("2");
            assertThat(refused.raw().headers().firstValue("x-ratelimit-remaining"))
                    .hasValue("0");
            assertThat(refused.raw().headers().firstValue("x-ratelimit-reset")).hasValue("6");
            limited.clock().advance(Duration.ofSeconds(6));
            assertThat(limitedApi.get(limitedApi.account("/Calls")).status()).isEqualTo(200);
        }
    }

    @Test
    void dialsPerSecondAreSummedOverFiveSeconds() {
        try (TexmlSimulator limited = TexmlSimulator.builder().dialsPerSecond(2).start()) {
            Api limitedApi = new Api(limited);
            for (int i = 0; i < 10; i++) {
                limitedApi.dial("+17735550199");
            }
            String body = "{\"ApplicationSid\":\"app\",\"From\":\"+13125550147\",\"To\":\"+17735550199\"}";
            Api.Answer refused = limitedApi.json(limitedApi.account("/Calls"), body);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.errorCode()).isEqualTo("90103");
            assertThat(limitedApi.get(limitedApi.account("/Calls")).status()).isEqualTo(200);
            limited.clock().advance(Duration.ofSeconds(5));
            assertThat(limitedApi.json(limitedApi.account("/Calls"), body).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aCallBeyondTheConcurrentLimitIsTakenAndFails() {
        try (TexmlSimulator limited =
                TexmlSimulator.builder().concurrentCalls(1).start()) {
            Api limitedApi = new Api(limited);
            String first = limitedApi.dial("+17735550199");
            String second = limitedApi.dial("+17735550198");
            limited.clock().advanceUntilIdle();
            assertThat(limitedApi.get(limitedApi.account("/Calls/" + first)).field("status"))
                    .isEqualTo("completed");
            assertThat(limitedApi.get(limitedApi.account("/Calls/" + second)).field("status"))
                    .isEqualTo("failed");
            String third = limitedApi.dial("+17735550197");
            limited.clock().advanceUntilIdle();
            assertThat(limitedApi.get(limitedApi.account("/Calls/" + third)).field("status"))
                    .isEqualTo("completed");
        }
    }

    @Test
    void faultsHaveATextForm() {
        Fault fault = Fault.parse("on=calls.create,calls.get status=503 skip=1 times=2 retry-after=1 header.x-a=b");
        assertThat(fault.status()).isEqualTo(503);
        assertThat(fault.selection().operations()).containsExactlyInAnyOrder("calls.create", "calls.get");
        assertThat(fault.headers()).containsEntry("retry-after", "1").containsEntry("x-a", "b");
        assertThat(Fault.parse("drop=after").acts()).isTrue();
        assertThat(Fault.parse("body=slow:2s").duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(Fault.parse("body=huge:1000").bytes()).isEqualTo(1000);
        assertThat(Fault.parse("latency=10ms-30ms probability=0.5").latency().at(0.5))
                .isEqualTo(Duration.ofMillis(20));
        assertThat(Fault.parse("drop=before reset=true").resets()).isTrue();
        assertThat(Fault.parse("latency=50%:20ms,99%:300ms").latency().at(0.99)).isEqualTo(Duration.ofMillis(300));
        assertThat(Fault.parse("status=503 retry-after=\"Mon, 05 Jan 2026 09:00:30 GMT\" times=1")
                        .headers())
                .containsEntry("retry-after", "Mon, 05 Jan 2026 09:00:30 GMT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=503 tmies=2|Unknown in such a fault: tmies",
                "status|Expected name=value",
                "status=503 drop=after|needs one of status, drop, body and latency, and not status and drop",
                "times=2|needs one of status, drop, body and latency",
                "status=503 times=2 times=3|times is given twice",
                "status=many|status is a whole number, not many",
                "status=99|Not a final HTTP status",
                "status=503 times=x|times is a whole number, not x",
                "status=503 every=0|every >= 1",
                "status=503 probability=much|probability is a number",
                "status=503 acts=yes|acts is true or false, not yes",
                "drop=x|drop is before or after, not x",
                "drop=after acts=true|Unknown in such a fault: acts",
                "latency=5|A time is written 80ms or 2s, not 5",
                "latency=90ms-20ms|are none",
                "body=odd|body is truncated",
                "body=truncated:5|body is truncated",
                "body=huge:x|a number of bytes",
                "on=calls.creat status=503|There is no operation calls.creat; did you mean calls.create?",
                "status=503 header.a:b=c|HTTP allows no such header"
            })
    void aMistakeInAFaultsTextIsExplained(String text, String explanation) {
        assertThatThrownBy(() -> Fault.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(explanation);
    }

    @Test
    void aFaultSaysWhatItDoesInItsTextForm() {
        for (String text : List.of(
                "on=calls.create,calls.get status=503 acts=true skip=1 times=2",
                "drop=after reset=true every=3",
                "body=slow:400ms probability=0.5",
                "on=media.get body=expired",
                "status=503 times=1 retry-after=\"Mon, 05 Jan 2026 09:00:30 GMT\"",
                "status=429 retry-after=0.5")) {
            assertThat(Fault.parse(text)).hasToString(text);
        }
        assertThat(Fault.status(503).withHeader("x-secret", "hunter2").toString())
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> Fault.status(503).withHeader("x-a", "b\r\nc: d"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] raw(URI uri) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: x\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes();
        }
    }

    private int create() {
        return api.json(
                        api.account("/Calls"),
                        "{\"ApplicationSid\":\"app\",\"From\":\"+13125550147\",\"To\":\"+17735550199\"}")
                .status();
    }

    private String header(String name) {
        return api.get(api.account("/Calls")).raw().headers().firstValue(name).orElse("");
    }
}
