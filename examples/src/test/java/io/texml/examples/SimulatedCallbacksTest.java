package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.texml.CallbackMethod;
import io.texml.MachineDetection;
import io.texml.RecordingEvent;
import io.texml.callbacks.CallProgress;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackException;
import io.texml.callbacks.CallbackKind;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.CallbackUrl;
import io.texml.callbacks.InstructionRequest;
import io.texml.callbacks.Verification;
import io.texml.calls.CallEvent;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.StartSiprec;
import io.texml.calls.StartStream;
import io.texml.markup.Record;
import io.texml.markup.Texml;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.script.CallScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the simulator sends and signs is read by core alone, on the JDK's server. */
class SimulatedCallbacksTest {

    private static final String TOKEN = CallbackUrl.newToken();

    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .callScript(CallScript.answered()
                    .withRingsAfter(Duration.ofSeconds(1))
                    .withAnswersAfter(Duration.ofSeconds(1))
                    .withTalks(Duration.ofSeconds(60)))
            .start();
    private final TexmlClient client = TexmlClient.builder()
            .baseUrl(simulator.baseUrl())
            .apiKey(simulator.apiKey())
            .accountSid(simulator.accountSid())
            .build();
    private final CallbackReader reader = CallbackReader.builder()
            .publicKeys(simulator.publicKey())
            .tokens(TOKEN)
            .clock(simulator.clock())
            .build();
    private final List<Callback> read = new CopyOnWriteArrayList<>();
    private final List<CallbackException.Reason> refused = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
        server.stop(0);
    }

    @Test
    void everythingThatTheSimulatorSendsOfACallIsReadAndHasAType() {
        client.calls()
                .create(CreateCall.builder()
                        .applicationSid("1293384261075731499")
                        .from("+13125550100")
                        .to("+13125550147")
                        .url(url(CallbackKind.INSTRUCTIONS))
                        .urlMethod(CallbackMethod.GET)
                        .statusCallback(url(CallbackKind.CALL))
                        .statusCallbackEvents(CallEvent.knownValues())
                        .machineDetection(MachineDetection.ENABLE)
                        .asyncMachineDetection(true)
                        .asyncMachineDetectionStatusCallback(url(CallbackKind.MACHINE_DETECTION))
                        .record(true)
                        .recordingStatusCallback(url(CallbackKind.RECORDING))
                        .recordingStatusCallbackEvents(RecordingEvent.knownValues())
                        .build())
                .block();
        simulator.clock().advance(Duration.ofSeconds(3));
        String sid = read.get(0).callSid();
        client.calls()
                .streams(sid)
                .start(StartStream.builder()
                        .statusCallback(url(CallbackKind.STREAM))
                        .build())
                .block();
        client.calls()
                .siprec(sid)
                .start(StartSiprec.builder()
                        .statusCallback(url(CallbackKind.SIPREC))
                        .build())
                .block();
        simulator.clock().advanceUntilIdle();

        assertThat(refused).isEmpty();
        assertThat(read.stream().map(Callback::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        CallbackKind.INSTRUCTIONS,
                        CallbackKind.CALL,
                        CallbackKind.MACHINE_DETECTION,
                        CallbackKind.RECORDING,
                        CallbackKind.RECORDING_TRANSCRIPTION,
                        CallbackKind.STREAM,
                        CallbackKind.SIPREC);
        assertThat(read).allSatisfy(callback -> {
            assertThat(callback.callSid()).isEqualTo(sid);
            assertThat(callback.reference()).isEqualTo("order 17");
            assertThat(callback.urlParameters()).isEqualTo(Map.of("tenant", List.of("7")));
            assertThat(callback.additionalProperties()).isEmpty();
            assertThat(callback.verification())
                    .isEqualTo(callback instanceof InstructionRequest ? Verification.TOKEN : Verification.SIGNATURE);
        });
        assertThat(read.stream()
                        .filter(callback -> callback instanceof CallProgress progress && progress.hasEnded())
                        .map(callback -> ((CallProgress) callback).callStatus()))
                .containsExactly(CallStatus.COMPLETED);
    }

    private URI url(CallbackKind kind) {
        return CallbackUrl.of("http://127.0.0.1:" + server.getAddress().getPort() + "/texml?tenant=7")
                .kind(kind)
                .reference("order 17")
                .token(TOKEN)
                .toUri();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] answer = {};
        try {
            Callback callback = reader.read(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders()::get,
                    exchange.getRequestBody().readNBytes(reader.maxBytes() + 1));
            read.add(callback);
            if (callback instanceof InstructionRequest) {
                answer = Texml.of(Record.record()
                                .transcription(true)
                                .transcriptionCallback(url(CallbackKind.RECORDING_TRANSCRIPTION)))
                        .toBytes();
            }
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
        } catch (CallbackException notBelieved) {
            refused.add(notBelieved.reason());
            exchange.sendResponseHeaders(notBelieved.reason().httpStatus(), -1);
        }
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
