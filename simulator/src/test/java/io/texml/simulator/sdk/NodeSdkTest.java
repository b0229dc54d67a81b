package io.texml.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.SimulatorBuilder;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.internal.contract.Contract;
import io.texml.simulator.internal.contract.OperationRule;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.script.CallScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The official SDK for Node calls every operation: src/test/node/texml.mjs says how, and checks what it reads. Without Node or
 * a registry the test is skipped, unless {@code TEXML_REQUIRE_NODE} is 1.
 */
class NodeSdkTest {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path DIRECTORY = Path.of("target", "node");
    private static final boolean REQUIRED = "1".equals(System.getenv("TEXML_REQUIRE_NODE"));
    /** What the script asks for after it deleted it. */
    private static final Set<String> ALSO_NOT_FOUND =
            Set.of("applications.get", "queues.get", "recordings.get", "transcriptions.get");

    /** Callbacks that the simulator never sends; strict as it is, it refuses them, so only the lenient one gets them. */
    private static final Set<String> NEVER_CALLED =
            Set.of("aiCalls.create ConversationCallback", "aiCalls.create ConversationCallbacks");

    private static final Duration INSTALLATION = Duration.ofMinutes(3);
    private static final Duration CONVERSATION = Duration.ofMinutes(2);

    /** Why the SDK could not be installed. */
    private static @Nullable String missing;

    @BeforeAll
    static void installTheSdk() throws Exception {
        Files.createDirectories(DIRECTORY);
        for (String file : List.of(".npmrc", "package.json", "package-lock.json", "texml.mjs")) {
            Files.copy(SOURCES.resolve(file), DIRECTORY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            Run installation = run(INSTALLATION, Map.of(), "npm", "ci");
            missing = installation.status() == 0 ? null : "npm ci did not install it:\n" + installation.output();
        } catch (IOException e) {
            missing = "there is no npm: " + e.getMessage();
        }
        if (missing != null) {
            System.err.println("The official Node SDK is not tried against the simulator, as " + missing);
        }
    }

    @BeforeEach
    void theSdkIsThere() {
        if (REQUIRED) {
            assertThat(missing).as("why the required SDK is not there").isNull();
        }
        Assumptions.assumeTrue(missing == null, "The SDK is not there.");
    }

    @Test
    void theOfficialSdkDrivesEveryOperationOfTheStrictSimulator() throws Exception {
        try (TexmlSimulator simulator = simulator().start()) {
            converse(simulator, false);
            for (OperationRule operation : Contract.load().operations()) {
                List<RecordedRequest> requests = simulator.journal().requests(operation.id());
                assertThat(requests).as(operation.id()).isNotEmpty();
                for (RecordedRequest request : requests) {
                    if (request.status() != 404 || !ALSO_NOT_FOUND.contains(operation.id())) {
                        assertThat(request.status()).as(request.toString()).isEqualTo(operation.status());
                    }
                    String mediaType = request.header("content-type").orElse(null);
                    assertThat(mediaType).as(request.toString()).isIn(mediaTypes(operation, request));
                }
            }
            simulator.journal().verify("unknown").never();
            assertThat(parametersNotSent(simulator)).isEqualTo(NEVER_CALLED);
        }
    }

    @Test
    void theOfficialSdkDrivesTheLenientSimulatorToo() throws Exception {
        try (TexmlSimulator simulator = simulator().lenient().start()) {
            converse(simulator, true);
            assertThat(parametersNotSent(simulator)).isEmpty();
        }
    }

    private static SimulatorBuilder simulator() {
        return TexmlSimulator.builder()
                .transcriptions(25)
                .callScript(CallScript.answered()
                        .withRingsAfter(Duration.ofSeconds(1))
                        .withAnswersAfter(Duration.ofSeconds(1))
                        .withTalks(Duration.ofHours(1)));
    }

    private static void converse(TexmlSimulator simulator, boolean lenient) throws Exception {
        Run conversation = run(
                CONVERSATION,
                Map.of(
                        "TELNYX_BASE_URL", simulator.baseUrl().toString(),
                        "TELNYX_API_KEY", simulator.apiKey(),
                        "TELNYX_ACCOUNT_SID", simulator.accountSid(),
                        "TEXML_LENIENT", lenient ? "1" : "0"),
                "node",
                "texml.mjs");
        assertThat(conversation.status()).as(conversation.output()).isZero();
    }

    /** A list of objects goes as JSON where a form is documented, see the script. */
    private static List<String> mediaTypes(OperationRule operation, RecordedRequest request) {
        String documented = operation.mediaType();
        if (documented == null) {
            return Collections.singletonList(null);
        }
        return request.parameters().containsKey("CustomHeaders") ? List.of("application/json") : List.of(documented);
    }

    /** Of every operation, the documented parameters that never came; not their earlier names. */
    private static Set<String> parametersNotSent(TexmlSimulator simulator) {
        return Contract.load().operations().stream()
                .flatMap(operation -> Stream.concat(
                                operation.query().keySet().stream(), operation.body().keySet().stream())
                        .filter(name -> !name.matches(".*Time_[gl]t"))
                        .filter(name -> simulator.journal().requests(operation.id()).stream()
                                .noneMatch(request -> request.parameters().containsKey(name)))
                        .map(name -> operation.id() + " " + name))
                .collect(Collectors.toSet());
    }

    private record Run(int status, String output) {}

    /** Runs a program in the directory of the SDK and ends it in any case. */
    private static Run run(Duration atMost, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = DIRECTORY.resolve(command[0] + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return ended ? new Run(process.exitValue(), text) : new Run(-1, "Not done within " + atMost + ".\n" + text);
        } finally {
            // npm is a shell script on some machines: what it started ends with it.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
