package io.texml.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.core.Appender;
import com.jayway.jsonpath.JsonPath;
import io.netty.channel.ChannelOption;
import io.netty.util.Version;
import io.texml.ClientClosedException;
import io.texml.applications.ApplicationCallbackMethod;
import io.texml.applications.CreateApplication;
import io.texml.callbacks.CallbackUrl;
import io.texml.calls.CallCreated;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.SimulatorBuilder;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.fault.Latency;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.journal.TimelineEntry;
import io.texml.simulator.script.CallScript;
import io.texml.spring.boot.test.AutoConfigureTexmlSimulator;
import io.texml.spring.boot.test.SimulatorBuilderCustomizer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "calls.token=" + CallsApplicationTest.TOKEN)
@AutoConfigureTexmlSimulator(calls = CallsApplicationTest.CALLS, customizers = CallsApplicationTest.Recorded.class)
class CallsApplicationTest {

    static final int CALLS = 100_000;
    static final String TOKEN = "a-token-of-this-test";

    private static final Map<String, String> DIAL = Map.of(
            "applicationSid", "1293384261075731499",
            "from", "+13125550100",
            "to", "+13125550101",
            "url", "https://example.com/texml");

    @TempDir
    private static Path directory;

    @DynamicPropertySource
    static void journal(DynamicPropertyRegistry properties) {
        properties.add("calls.journal", () -> directory.resolve("campaign.journal"));
    }

    static final class Recorded implements SimulatorBuilderCustomizer {

        @Override
        public void customize(SimulatorBuilder builder) {
            builder.recordings(10);
        }
    }

    @Autowired
    private TexmlSimulator simulator;

    @Autowired
    private TexmlClient client;

    @Autowired
    private CallbackUrl callbacks;

    @Autowired
    private Streams streams;

    @LocalServerPort
    private int port;

    private WebTestClient web;

    @BeforeEach
    void connect() {
        streams.ends.clear();
        web = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("authorization", "Bearer " + TOKEN)
                .responseTimeout(Duration.ofMinutes(2))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .build();
    }

    /** A family of which one jar is newer than another breaks where nobody looks. */
    @Test
    void everyFamilyIsWholeAndOfSpringBoots() throws Exception {
        assertThat(SpringBootVersion.getVersion()).startsWith("4.1.");
        assertThat(Version.identify().values())
                .extracting(Version::artifactVersion)
                .isNotEmpty()
                .allMatch(version -> version.startsWith("4.2."))
                .containsOnly(Version.identify().get("netty-common").artifactVersion());
        assertThat(versionOf(Flux.class)).startsWith("3.8.");
        assertThat(versionOf(HttpClient.class)).startsWith("1.3.").isEqualTo(versionOf(ConnectionProvider.class));
        assertThat(versionOf(JsonMapper.class)).startsWith("3.1.").isEqualTo(versionOf(JsonParser.class));
        assertThat(versionOf(Level.class)).isEqualTo(versionOf(Appender.class));
    }

    private static String versionOf(Class<?> type) throws Exception {
        String jar = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
        return jar.replaceAll("^.*?-(\\d)", "$1");
    }

    @Test
    void theEndpointDials() {
        web.post()
                .uri("/calls")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(DIAL)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(String.class)
                .isEqualTo("{\"from\":\"+13125550100\",\"to\":\"+13125550101\",\"status\":\"queued\"}");

        List<RecordedRequest> dials = simulator.journal().requests("calls.create");
        assertThat(dials).hasSize(1);
        assertThat(dials.get(0).parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ApplicationSid", "1293384261075731499",
                        "From", "+13125550100",
                        "To", "+13125550101",
                        "Url", "https://example.com/texml"));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, '', Bearer a-token-of-this-test, 202",
        "LOCALHOST, '', Bearer a-token-of-this-test, 202",
        "[::1], '', Bearer a-token-of-this-test, 202",
        "127.0.0.1, http://127.0.0.1:PORT, Bearer a-token-of-this-test, 202",
        "127.0.0.1, https://127.0.0.1:PORT, Bearer a-token-of-this-test, 403",
        "127.0.0.1, http://127.0.0.1:3000, Bearer a-token-of-this-test, 403",
        "127.0.0.1, http://localhost:PORT, Bearer a-token-of-this-test, 403",
        "127.0.0.1, '', '', 401",
        "127.0.0.1, '', Bearer another-token-than-that, 401",
        "rebound.example.com, '', Bearer a-token-of-this-test, 403",
        "127.0.0.1, https://evil.example.com, Bearer a-token-of-this-test, 403",
        "127.0.0.1, 'null', Bearer a-token-of-this-test, 403"
    })
    void onlyWhoHasTheTokenDialsAndNoForeignPageDoes(String host, String origin, String authorization, int status) {
        WebTestClient.RequestBodySpec request = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build()
                .post()
                .uri("/calls")
                .header("host", host + ":" + port)
                .contentType(MediaType.APPLICATION_JSON);
        if (!origin.isEmpty()) {
            request.header("origin", origin.replace("PORT", String.valueOf(port)));
        }
        if (!authorization.isEmpty()) {
            request.header("authorization", authorization);
        }
        request.bodyValue(DIAL).exchange().expectStatus().isEqualTo(status);

        simulator.journal().verify("calls.create").times(status == 202 ? 1 : 0);
    }

    /** However the path is written: Spring matches what is behind the escapes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%63alls",
                "/calls;a=b",
                "/%63alls/followed",
                "/calls/campaign",
                "/%63alls/campaign",
                "/actuator/prometheus",
                "/%61ctuator",
                "/%72ecordings/RE1"
            })
    void noOtherWayToWriteAPathLeadsPastTheGuard(String path) {
        WebTestClient.bindToServer()
                .build()
                .post()
                .uri(URI.create("http://127.0.0.1:" + port + path))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(DIAL)
                .exchange()
                .expectStatus()
                .isUnauthorized();

        simulator.journal().verify("calls.create").never();
    }

    /** In simulated time: the call lasts ten minutes, the test does not. */
    @Test
    void aCallIsFollowedToItsEnd() throws Exception {
        simulator.callScript("+13125550101", CallScript.answered().withTalks(Duration.ofMinutes(10)));
        CountDownLatch rings = new CountDownLatch(1);
        CompletableFuture<List<String>> told = web.post()
                .uri("/calls/followed")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(DIAL)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody()
                .doOnNext(line -> rings.countDown())
                .collectList()
                .toFuture();
        assertThat(rings.await(30, TimeUnit.SECONDS)).isTrue();

        simulator.clock().advanceUntilIdle();

        assertThat(told.get(30, TimeUnit.SECONDS))
                .anyMatch(line -> line.contains("ANSWERED"))
                .last()
                .asString()
                .contains("ENDED", "COMPLETED")
                .doesNotContain("+1");
    }

    /** In simulated time as well: who is busy is called again after ten minutes, twice. */
    @Test
    void aCampaignTellsWhatBecameOfEachContactAndDialsNobodyAnewInTheNextRun() throws Exception {
        Files.deleteIfExists(directory.resolve("campaign.journal"));
        simulator.callScript("+13125550101", CallScript.answered().withTalks(Duration.ofMinutes(1)));
        simulator.callScript("+13125550102", CallScript.busy());
        String contacts =
                contact("ann", "+13125550101") + contact("bob", "+13125550102") + contact("ann", "+13125550103");

        List<String> told = campaign(contacts);

        assertThat(told).hasSize(3).noneMatch(line -> line.contains("+1"));
        assertThat(told)
                .anyMatch(line -> line.contains("\"ann\"") && line.contains("COMPLETED"))
                .anyMatch(line -> line.contains("\"ann\"") && line.contains("REPEATED"))
                .anyMatch(line -> line.contains("\"bob\"") && line.contains("BUSY") && line.contains("\"attempts\":3"));
        simulator.journal().verify("calls.create").times(4);

        assertThat(campaign(contact("bob", "+13125550102")))
                .singleElement()
                .asString()
                .contains("BUSY");

        simulator.journal().verify("calls.create").times(4);
        web.get()
                .uri("/calls/campaign")
                .exchange()
                .expectBody()
                .jsonPath("$.done")
                .isEqualTo(1);
        web.delete().uri("/calls/campaign").exchange().expectStatus().isOk();
    }

    private static String contact(String key, String to) {
        return JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "key",
                                key,
                                "call",
                                Map.of(
                                        "applicationSid", "1293384261075731499",
                                        "from", "+13125550100",
                                        "to", to)))
                + "\n";
    }

    private List<String> campaign(String contacts) throws Exception {
        // The answer begins with the first result, so whoever waits for it cannot move the clock.
        CompletableFuture<List<String>> told = CompletableFuture.supplyAsync(() -> web.post()
                .uri("/calls/campaign")
                .contentType(MediaType.APPLICATION_NDJSON)
                .bodyValue(contacts)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody()
                .collectList()
                .block(Duration.ofMinutes(1)));
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!told.isDone() && System.nanoTime() < giveUp) {
            // The clock waits for the client's requests and for the campaign's journal.
            simulator.clock().advance(Duration.ofSeconds(10));
        }
        return told.get(1, TimeUnit.SECONDS);
    }

    /** Somebody calls, presses a key that leads nowhere, and then the one for support. */
    @Test
    void aCallThatComesInIsLedThroughTheMenu() {
        String application = client.applications()
                .create(CreateApplication.builder()
                        .friendlyName("menu")
                        .voiceUrl(callbacks.toUri().resolve("/texml/menu"))
                        .voiceMethod(ApplicationCallbackMethod.POST)
                        .build())
                .map(created -> String.valueOf(created.id()))
                .block(Duration.ofSeconds(30));
        simulator.number("+13125550100", application);
        String call = simulator.callIn(
                "+17735550199",
                "+13125550100",
                CallScript.answered().presses("7").presses("2"));
        simulator.clock().advanceUntilIdle();

        assertThat(simulator.journal().timeline(call))
                .extracting(TimelineEntry::detail)
                .anyMatch(detail -> detail.contains("Enqueue"));
        simulator.journal().verifyCallbacks("gather").delivered().times(2);
    }

    @Test
    void aRecordingIsHandedOnAsItIsFetched() {
        byte[] sound = web.get()
                .uri("/recordings/{sid}", recording())
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("audio/mpeg")
                .expectBody()
                .returnResult()
                .getResponseBody();

        assertThat(sound).isNotEmpty();
        assertThat(simulator.journal().requests("media.get")).hasSize(1);
    }

    private String recording() {
        return client.recordings()
                .list()
                .map(recording -> String.valueOf(recording.sid()))
                .blockFirst(Duration.ofSeconds(30));
    }

    @Test
    void healthAndMetersAreThereForWhoWatches() {
        web.get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP");
        web.get().uri("/actuator/info").exchange().expectStatus().isNotFound();
        web.get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(meters -> assertThat(meters)
                        .contains(
                                "texml_calls_live_max 20.0",
                                "texml_exchanges_under_way",
                                "texml_exchange_seconds_count",
                                "texml_callbacks_under_way"));
    }

    @Test
    void aMistakeIsTheCallersAndNothingIsSent() {
        web.post()
                .uri("/calls")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("from", "+13125550100"))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail)
                        .contains("ApplicationSid is required", "To is required")
                        .doesNotContain("+1"));
        web.get().uri("/calls?pageSize=0").exchange().expectStatus().isBadRequest();

        simulator.journal().verify("calls.create").never();
    }

    @Test
    void whoDialsLearnsThatThePhoneMayBeRingingAllTheSame() {
        simulator.faults().add(Fault.dropAfterActing().on("calls.create").times(1));

        web.post()
                .uri("/calls")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(DIAL)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.BAD_GATEWAY)
                .expectBody()
                .jsonPath("$.outcomeUnknown")
                .isEqualTo(true);
    }

    @Test
    void aStreamThatFailsIsNotTakenForAWholeOne() {
        simulator.faults().add(Fault.status(403).on("calls.list").skip(2).times(1));

        StepVerifier.create(lines(7)).thenConsumeWhile(line -> true).verifyError();

        assertThat(pages(7)).isEqualTo(3);
    }

    /** Names, open enums, digits and whatever this version of the library does not know are those of the server. */
    @Test
    void aCallIsJsonOfTheApplicationsOwnMapper() {
        String sent = """
                {"account_sid":"7f3c1a52","answered_by":null,"date_created":"Thu, 15 Jun 2023 09:56:45 +0000",\
                "duration":"59","end_time":"soon","from":"+13125550100","price":"0.0600","sid":"v3:one",\
                "start_time":"Thu, 15 Jun 2023 11:56:45 +0200","status":"on-the-moon","to":"+13125550101",\
                "zone":"mare \\u2603 \\"tranquillitatis\\"","weight":1.10,"grains":12345678901234567890123,\
                "tags":["a",{"b":[]},null,true],"nothing":null}""";
        String answered = """
                {"sid":"v3:one","account_sid":"7f3c1a52","status":"on-the-moon","from":"+13125550100",\
                "to":"+13125550101","start_time":"2023-06-15T09:56:45Z","duration":"PT59S","price":0.0600,\
                "date_created":"2023-06-15T09:56:45Z",\
                "end_time":"soon","zone":"mare \u2603 \\"tranquillitatis\\"","weight":1.10,\
                "grains":12345678901234567890123,"tags":["a",{"b":[]},null,true],"nothing":null}""";
        simulator
                .faults()
                .add(Fault.answer(200, "application/json", sent).on("calls.get").times(1));

        web.get()
                .uri("/calls/v3:one")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody(byte[].class)
                .value(body ->
                        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(answered));
    }

    @Test
    void aCallIsTheSameAloneAndInTheStream() {
        String listed = lines(50).filter(line -> line.contains("\"completed\"")).blockFirst();
        String sid = JsonPath.read(listed, "$.sid");

        web.get().uri("/calls/{sid}", sid).exchange().expectBody(String.class).isEqualTo(listed);
    }

    @Test
    void aCallThatIsNotThereIsNotFound() {
        web.get()
                .uri("/calls/v3:none")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void theStreamIsOneLinePerCallAndEndsWithItsReader() throws Exception {
        StepVerifier.create(lines(10).take(25))
                .expectNextMatches(line -> line.startsWith("{") && line.endsWith("}"))
                .expectNextCount(24)
                .verifyComplete();

        assertThat(streams.awaitEnd(10)).isEqualTo(SignalType.CANCEL);
        // The page of another test's stream may be under way yet: its server hears of a closed connection later.
        await().untilAsserted(() ->
                assertThat(client.load().underWay() + client.load().waiting()).isZero());
        assertThat(pages(10)).isLessThan(CALLS / 10);
    }

    /** The buffers of a connection hold a part of the account; what they do not hold is not fetched. */
    @Test
    void aSlowReaderSlowsThePagesDown() {
        int pages = 20;
        int calls = 500 * pages;
        AtomicInteger pagesUnread = new AtomicInteger();

        StepVerifier.create(lines(500), 1)
                .expectNextCount(1)
                .then(() -> {
                    assertThat(lines(499).take(calls).count().block()).isEqualTo(calls);
                    pagesUnread.set(pages(500));
                    assertThat(pagesUnread)
                            .as("pages for who read one call, while another reader read %d of them", pages)
                            .hasValueBetween(1, pages / 2);
                })
                .thenRequest(calls / 2)
                .expectNextCount(calls / 2)
                .then(() -> assertThat(pages(500)).isGreaterThan(pagesUnread.get()))
                .thenCancel()
                .verify();
    }

    @Test
    void theClientIsClosedWithTheContext() {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(CallsApplication.class)
                .profiles("simulator")
                .run("--server.port=0");
        TexmlClient client = context.getBean(TexmlClient.class);
        context.close();

        StepVerifier.create(client.calls().list())
                .expectError(ClientClosedException.class)
                .verify();
    }

    /** The phone may ring, and its caller must hear of it. */
    @Test
    void aDialThatIsUnderWayWhenTheContextIsClosedHasItsOutcome() {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(CallsApplication.class)
                .profiles("simulator")
                .run("--server.port=0");
        TexmlSimulator slow = context.getBean(TexmlSimulator.class);
        slow.faults().add(Fault.latency(Latency.fixed(Duration.ofMillis(300))).on("calls.create"));
        CompletableFuture<CallCreated> dialled = context.getBean(TexmlClient.class)
                .calls()
                .create(CreateCall.builder()
                        .applicationSid("1293384261075731499")
                        .from("+13125550100")
                        .to("+13125550101")
                        .url(URI.create("https://example.com/texml"))
                        .build())
                .toFuture();
        slow.journal().awaitRequests("calls.create", 1, Duration.ofSeconds(20));

        context.close();

        assertThat(dialled).isCompleted();
    }

    /** Who runs it sees an end, and no failure: the next start goes on. */
    @Test
    void aCampaignEndsWithTheApplication() throws Exception {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(CallsApplication.class)
                .profiles("simulator")
                .run("--server.port=0", "--calls.journal=" + directory.resolve("closed.journal"));
        CampaignController campaigns = context.getBean(CampaignController.class);
        CompletableFuture<List<CampaignController.Result>> told =
                campaigns.run(Flux.never()).collectList().toFuture();

        context.close();

        assertThat(told.get(30, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void whoLooksAfterTheApplicationNeedsNoTokenAndSeesOneWord() {
        WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build()
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components")
                .doesNotExist();
    }

    private Flux<String> lines(int pageSize) {
        return web.get()
                .uri("/calls?pageSize={size}", pageSize)
                .accept(MediaType.APPLICATION_NDJSON)
                .exchange()
                .returnResult(String.class)
                .getResponseBody();
    }

    private int pages(int size) {
        return (int) simulator.journal().requests("calls.list").stream()
                .filter(page -> ("&" + page.query() + "&").contains("&PageSize=" + size + "&"))
                .count();
    }

    @TestConfiguration
    static class Watching {

        @Bean
        Streams streams() {
            return new Streams();
        }

        /** The system would buffer megabytes for a reader who does not read. */
        @Bean
        NettyServerCustomizer smallBuffers() {
            return server -> server.childOption(ChannelOption.SO_SNDBUF, 64 * 1024);
        }
    }

    /** Hears how the server ends the streams that it writes. */
    static class Streams implements WebFilter {

        private final Map<String, CompletableFuture<SignalType>> ends = new ConcurrentHashMap<>();

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            String pageSize = exchange.getRequest().getQueryParams().getFirst("pageSize");
            ServerHttpResponse response = new ServerHttpResponseDecorator(exchange.getResponse()) {
                @Override
                public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> lines) {
                    return super.writeAndFlushWith(Flux.from(lines)
                            .doFinally(signal -> end(String.valueOf(pageSize)).complete(signal)));
                }
            };
            return chain.filter(exchange.mutate().response(response).build());
        }

        SignalType awaitEnd(int pageSize) throws Exception {
            return end(Integer.toString(pageSize)).get(30, TimeUnit.SECONDS);
        }

        private CompletableFuture<SignalType> end(String pageSize) {
            return ends.computeIfAbsent(pageSize, size -> new CompletableFuture<>());
        }
    }
}
