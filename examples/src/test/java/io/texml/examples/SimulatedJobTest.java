package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.journal.RecordedRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulatedJobTest {

    private static final int CALLS = 25;
    private static final int EXPORT = 2_500;
    private static final int PAST_CALLS = 6_000;

    @TempDir
    static Path directory;

    private static TexmlSimulator simulator = TexmlSimulator.start();
    private static String output = "";
    private static List<JsonNode> lines = List.of();

    @BeforeAll
    static void runOnce() throws Exception {
        simulator.close();
        simulator = TexmlSimulator.builder().speed(120).calls(PAST_CALLS).start();
        StringWriter text = new StringWriter();
        Path file = directory.resolve("deep/er/calls.ndjson");
        SimulatedJob.run(simulator, CALLS, EXPORT, file, new PrintWriter(text));
        output = text.toString();
        JsonMapper json = JsonMapper.builder().build();
        lines = Files.readAllLines(file).stream().map(json::readTree).toList();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void everyNumberIsDialledOnce() {
        List<String> dialled = simulator.journal().requests("calls.create").stream()
                .map(request -> request.parameters().get("To"))
                .toList();
        assertThat(dialled).hasSize(CALLS).doesNotHaveDuplicates();
    }

    @Test
    void everyCallIsFollowedUntilItIsOver() {
        Set<String> ownCalls = lines.stream()
                .filter(call -> call.get("from").stringValue().equals("+13125550100"))
                .map(call -> call.get("status").stringValue())
                .collect(Collectors.toSet());
        assertThat(ownCalls).containsExactlyInAnyOrder("completed", "busy", "no-answer");
        assertThat(output).contains("25 calls placed and followed to their end");
    }

    @Test
    void oneCallIsHungUp() {
        List<RecordedRequest> updates = simulator.journal().requests("calls.update");
        assertThat(updates).singleElement().satisfies(update -> {
            assertThat(update.parameters()).containsEntry("Status", "completed");
            assertThat(update.acted()).isTrue();
        });
        assertThat(output).contains("the call is over after");
    }

    @Test
    void streamsWithTheFilterOnTheWire() {
        assertThat(pagesWith("500")).isNotEmpty().allSatisfy(page -> assertThat(page.parameters())
                .containsEntry("Status", "busy")
                .containsKey("StartTime>"));
    }

    @Test
    void aStreamThatStopsEarlyFetchesThePagesItNeedsAndNoMore() {
        assertThat(pagesWith("100")).hasSize(3);
        assertThat(output).contains("the first 250 calls needed 3 pages of 100, and no further page was fetched");
    }

    @Test
    void theExportHoldsAsManyDifferentCallsAsWereAskedFor() {
        assertThat(lines).hasSize(EXPORT).allSatisfy(call -> assertThat(call.has("status"))
                .isTrue());
        assertThat(lines.stream().map(call -> call.get("sid").stringValue())).doesNotHaveDuplicates();
        assertThat(pagesWith("1000")).hasSize(3);
        assertThat(output).contains("2,500 calls in").contains("calls.ndjson");
    }

    @Test
    void nothingIsRefusedByTheStrictSimulator() {
        assertThat(simulator.journal().requests())
                .allSatisfy(request -> assertThat(request.status()).isEqualTo(200));
    }

    private static List<RecordedRequest> pagesWith(String pageSize) {
        return simulator.journal().requests("calls.list").stream()
                .filter(request -> pageSize.equals(request.parameters().get("PageSize")))
                .toList();
    }
}
