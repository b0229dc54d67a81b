package io.texml.examples.boot3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.netty.util.Version;
import io.texml.ClientClosedException;
import io.texml.NotFoundException;
import io.texml.TransportException;
import io.texml.calls.Call;
import io.texml.calls.CallCreated;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.ResponseType;
import io.texml.operation.TexmlRequest;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.micrometer.MicrometerInstrumentation;
import io.texml.reactor.micrometer.TexmlMeters;
import io.texml.recordings.Recording;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

@Timeout(60) // what an older version lacks can leave a subscriber waiting for ever
class SpringBoot3Test {

    private final TexmlSimulator simulator =
            TexmlSimulator.builder().calls(250).recordings(3).start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TexmlClient client = client();

    private TexmlClient client() {
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        return TexmlClient.builder()
                .baseUrl(simulator.baseUrl())
                .apiKey(simulator.apiKey())
                .accountSid(simulator.accountSid())
                .instrumentation(new MicrometerInstrumentation(observations))
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    @Test
    void everythingIsOfSpringBoot3sGeneration() throws Exception {
        assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
        assertThat(Version.identify().values())
                .extracting(Version::artifactVersion)
                .isNotEmpty()
                .allMatch(version -> version.startsWith("4.1."))
                .containsOnly(Version.identify().get("netty-common").artifactVersion());
        assertThat(jarOf(Flux.class)).startsWith("reactor-core-3.7.");
        assertThat(jarOf(HttpClient.class)).startsWith("reactor-netty-http-1.2.");
        assertThat(jarOf(ConnectionProvider.class)).startsWith("reactor-netty-core-1.2.");
        assertThat(jarOf(Timer.class)).startsWith("micrometer-core-1.15.");
        assertThat(jarOf(ObservationRegistry.class)).startsWith("micrometer-observation-1.15.");
        assertThat(jarOf(ObjectMapper.class)).startsWith("jackson-databind-2.21.");
        assertThat(jarOf(JsonProperty.class)).startsWith("jackson-annotations-2.21");
        assertThat(jarOf(tools.jackson.databind.ObjectMapper.class)).startsWith("jackson-databind-3.1.");
    }

    @Test
    void dials() {
        CallCreated dialled = client.calls().create(dial()).block();

        assertThat(dialled.to()).isEqualTo("+13125550101");
        simulator
                .journal()
                .verify("calls.create")
                .withParameter("To", "+13125550101")
                .once();
    }

    @Test
    void listsAcrossPagesAsObjectsAndAsBytes() {
        ListCalls query = ListCalls.builder().pageSize(100).build();

        List<String> sids =
                client.calls().list(query).map(Call::sid).collectList().block();
        assertThat(sids).hasSize(250).doesNotHaveDuplicates();
        simulator.journal().verify("calls.list").times(3);

        StepVerifier.create(client.list(query).raw().map(StandardCharsets.UTF_8::decode))
                .expectNextMatches(item -> item.toString().contains("\"sid\":\"" + sids.get(0) + "\""))
                .expectNextCount(249)
                .verifyComplete();

        assertThat(client.calls().get(sids.get(7)).block().sid()).isEqualTo(sids.get(7));
    }

    @Test
    void fetchesNoPageThatNobodyAskedFor() {
        ListCalls query = ListCalls.builder().pageSize(100).build();

        StepVerifier.create(client.calls().list(query).take(100))
                .expectNextCount(100)
                .verifyComplete();

        simulator.journal().verify("calls.list").once();
    }

    @Test
    void triesAgainWhatMayBeRepeatedAndNothingElse() {
        simulator.faults().add(Fault.dropBeforeActing().on("calls.list").times(1));
        simulator.faults().add(Fault.status(503).on("calls.list").times(1));
        simulator.faults().add(Fault.dropAfterActing().on("calls.create"));

        assertThat(client.calls().list().take(1).blockFirst()).isNotNull();
        simulator.journal().verify("calls.list").times(3);

        StepVerifier.create(client.calls().create(dial()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                TransportException.class, transport -> assertThat(transport.outcomeUnknown())
                                        .isTrue()))
                .verify();
        simulator.journal().verify("calls.create").acted().once();
    }

    @Test
    void failsByStatus() {
        StepVerifier.create(client.calls().get("v3:none"))
                .expectError(NotFoundException.class)
                .verify();
    }

    @Test
    void downloadsWithoutTheKey(@TempDir Path directory) throws Exception {
        Recording recording = client.recordings().list().blockFirst();

        Path file = client.recordings()
                .download(recording, directory.resolve("recording.wav"))
                .block();

        assertThat(file).isNotEmptyFile();
        assertThat(simulator.journal().verify("media.get").once().headers()).doesNotContainKey("authorization");
    }

    @Test
    void isObserved() {
        new TexmlMeters(client).bindTo(meters);

        client.calls().list().take(1).blockLast();

        assertThat(meters.get("texml.exchange")
                        .tags("operation", "calls.list", "outcome", "SUCCESS", "status", "2xx")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("texml.retry.budget").gauge().value()).isPositive();
    }

    @Test
    void closes() {
        client.calls().list().take(1).blockLast();
        client.close();

        StepVerifier.create(client.calls().list())
                .expectError(ClientClosedException.class)
                .verify();
    }

    /** The annotations of Jackson 2 and 3 are the same, so the application's own mapper writes a call as the wire has it. */
    @Test
    void anAnswerIsJsonOfTheApplicationsOwnMapper() {
        simulator.faults().add(Fault.answer(200, "application/json", """
                                {"sid":"v3:one","status":"on-the-moon","duration":"59","price":"0.0600",\
                                "start_time":"Thu, 15 Jun 2023 11:56:45 +0200","weight":1.10}""").on("calls.get"));
        Call call = client.calls().get("v3:one").block();

        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
                .run(context -> assertThat(context.getBean(ObjectMapper.class).writeValueAsString(call))
                        .isEqualTo("""
                                {"sid":"v3:one","status":"on-the-moon","start_time":"2023-06-15T09:56:45Z",\
                                "duration":"PT59S","price":0.0600,"weight":1.10}"""));
    }

    /** What the library reads itself needs no databind; a type of the application does, and annotations of 2.21 or newer with it. */
    @Test
    void bindsATypeOfTheApplication() {
        Operation<Cost> costOf = Operation.builder(
                        "own.callCost",
                        HttpMethod.GET,
                        "/texml/Accounts/{account_sid}/Calls/{call_sid}",
                        ResponseType.of(Cost.class))
                .build();
        String sid = client.calls().list().map(Call::sid).blockFirst();
        TexmlRequest<Cost> request = TexmlRequest.of(costOf).withPathValue("call_sid", sid);

        assertThat(client.execute(request).block().price()).isPositive();
    }

    record Cost(BigDecimal price) {}

    private static CreateCall dial() {
        return CreateCall.builder()
                .applicationSid("1293384261075731499")
                .from("+13125550100")
                .to("+13125550101")
                .url(URI.create("https://example.com/texml"))
                .build();
    }

    private static String jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
    }
}
