package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.texml.applications.CreateApplication;
import io.texml.calls.CallCreated;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.UpdateCall;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.SignedCallback;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.fault.Latency;
import io.texml.simulator.journal.TimelineEntry;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** The pieces of the guide on testing that are no whole program. */
@ExtendWith(SimulatorExtension.class)
class TestingGuideTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void anApplicationThatServesMarkupIsTestedWhole(TexmlSimulator simulator, TexmlClient client) throws Exception {
        HttpServer application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/voice", exchange -> {
            byte[] markup = "<Response><Hangup/></Response>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, markup.length);
            exchange.getResponseBody().write(markup);
            exchange.close();
        });
        application.start();
        try {
            URI voiceUrl =
                    URI.create("http://127.0.0.1:" + application.getAddress().getPort() + "/voice");
            CreateCall request = CreateCall.builder()
                    .applicationSid("app")
                    .from("+13125550147")
                    .to("+15550100")
                    .url(voiceUrl)
                    .build();

            client.calls().create(request).block();
            simulator.clock().advanceUntilIdle();
            simulator.journal().verifyCallbacks("instruction-fetch").delivered().once();
        } finally {
            application.stop(0);
        }
    }

    @Test
    void somebodyCallsAnApplicationAndAnswersItsQuestions(TexmlSimulator simulator, TexmlClient client)
            throws Exception {
        HttpServer application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", exchange -> {
            String input = exchange.getRequestURI().getPath().equals("/voice") ? "dtmf" : "speech";
            byte[] markup = ("<Response><Gather input='" + input + "' numDigits='1' action='/next'/></Response>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, markup.length);
            exchange.getResponseBody().write(markup);
            exchange.close();
        });
        application.start();
        try {
            String applicationSid = client.applications()
                    .create(CreateApplication.builder()
                            .friendlyName("ivr")
                            .voiceUrl(URI.create("http://127.0.0.1:"
                                    + application.getAddress().getPort() + "/voice"))
                            .build())
                    .block(SOON)
                    .id();

            CallScript patient = CallScript.answered()
                    .presses("1")
                    .says("in the morning please")
                    .hangsUp(Duration.ofSeconds(10));
            simulator.number("+13125550100", applicationSid);
            String call = simulator.callIn("+17735550199", "+13125550100", patient);
            simulator.clock().advanceUntilIdle();

            assertThat(client.calls().get(call).block(SOON).status()).isEqualTo(CallStatus.COMPLETED);
            simulator
                    .journal()
                    .verifyCallbacks("gather")
                    .ofCall(call)
                    .withField("SpeechResult", "in the morning please")
                    .once();
        } finally {
            application.stop(0);
        }
    }

    @Test
    void callbacksAreLostDoubledAndShuffled(TexmlSimulator simulator, TexmlClient client) {
        simulator.callbackDelivery(CallbackDelivery.perfect()
                .withLosses(0.05)
                .withDuplicates(0.2)
                .withLate(0.1, Duration.ofMinutes(5))
                .withShuffle(Duration.ofSeconds(3)));

        assertThat(client.calls().list().count().block(SOON)).isZero();
    }

    @Test
    void faultsHitTheRequestsThatTheyName(TexmlSimulator simulator, TexmlClient client) {
        var faults = simulator.faults();
        faults.add(Fault.status(503).on("calls.get").times(2).retryAfter(Duration.ofSeconds(1)));
        faults.add(Fault.status(500).afterActing().on("calls.create").every(10));
        faults.add(
                Fault.dropBeforeActing().withReset().on("calls.create").skip(1).times(1));
        faults.add(Fault.latency(Latency.percentiles(Duration.ofMillis(20), Duration.ofMillis(300))));

        assertThat(client.calls().create(aCall()).block(SOON)).isNotNull();
    }

    @Test
    void whoWaitsForTheRateLimitWaitsOnSimulatedTime(TexmlSimulator simulator, TexmlClient client) {
        simulator
                .faults()
                .add(Fault.status(429)
                        .on("calls.create")
                        .retryAfter(Duration.ofSeconds(30))
                        .times(1));

        CompletableFuture<CallCreated> dialled = client.calls().create(aCall()).toFuture();
        simulator.clock().advance(Duration.ofSeconds(29));
        assertThat(dialled).isNotDone();
        simulator.clock().advance(Duration.ofSeconds(31));
        assertThat(dialled).isCompleted();
    }

    @Test
    void anApplicationWaitsOnSimulatedTimeToo(TexmlSimulator simulator, TexmlClient client) {
        Scheduler scheduler = simulator.clock().scheduler();
        Disposable lookingEveryHour = Flux.interval(Duration.ofHours(1), scheduler)
                .flatMap(hour -> client.calls().list().count())
                .subscribe();

        simulator.clock().advance(Duration.ofDays(1));
        simulator.journal().verify("calls.list").times(24);
        lookingEveryHour.dispose();
    }

    @Test
    void anEndpointRefusesWhatThePlatformDidNotSign(TexmlSimulator simulator) throws Exception {
        HttpServer application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/callbacks", exchange -> {
            boolean isSigned = exchange.getRequestHeaders().containsKey("telnyx-signature-ed25519");
            exchange.sendResponseHeaders(isSigned ? 204 : 403, -1);
            exchange.close();
        });
        application.start();
        try {
            URI endpoint =
                    URI.create("http://127.0.0.1:" + application.getAddress().getPort() + "/callbacks");
            Map<String, String> fields = Map.of("CallSid", "v3:1", "CallStatus", "busy");

            SignedCallback completed = simulator.signed("call-completed", fields);
            assertThat(completed.deliverTo(endpoint, 2)).containsExactly(204, 204);
            assertThat(completed.unsigned().deliverTo(endpoint)).isEqualTo(403);
        } finally {
            application.stop(0);
        }
    }

    @Test
    void theJournalTellsWhatWasAsked(TexmlSimulator simulator, TexmlClient client) {
        simulator.callScript("+15550100", CallScript.answered());
        client.calls().create(aCall()).block(SOON);
        simulator.clock().advance(Duration.ofSeconds(2));
        String sid = client.calls().list().next().block(SOON).sid();
        client.calls().get(sid).block(SOON);
        client.calls()
                .update(
                        sid,
                        UpdateCall.builder()
                                .status(io.texml.calls.CallStatus.COMPLETED)
                                .build())
                .block(SOON);

        var journal = simulator.journal();
        journal.verify("calls.update")
                .withParameter("Status", "completed")
                .withStatus(200)
                .once();
        journal.verify("recordings.delete").never();
        journal.verifyOrder("calls.create", "calls.get", "calls.update");
        assertThat(journal.mostLiveCalls()).isEqualTo(1);
        assertThat(journal.timeline(sid)).extracting(TimelineEntry::detail).contains("ringing", "canceled");
    }

    private static CreateCall aCall() {
        return CreateCall.builder()
                .applicationSid("app")
                .from("+13125550147")
                .to("+15550100")
                .build();
    }
}
