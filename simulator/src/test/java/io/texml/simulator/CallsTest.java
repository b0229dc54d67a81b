package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.script.CallScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsTest {

    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .callScript(CallScript.answered()
                    .withRingsAfter(Duration.ofSeconds(1))
                    .withAnswersAfter(Duration.ofSeconds(2))
                    .withTalks(Duration.ofSeconds(10)))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void anAnsweredCallGoesThroughAllItsStates() {
        String sid = api.dial("+17735550199");
        // The documentation knows no queued call.
        assertThat(status(sid)).isEqualTo("ringing");
        simulator.clock().advance(Duration.ofSeconds(1));
        assertThat(status(sid)).isEqualTo("ringing");
        simulator.clock().advance(Duration.ofSeconds(2));
        assertThat(status(sid)).isEqualTo("in-progress");
        simulator.clock().advance(Duration.ofSeconds(10));
        Api.Answer ended = api.get(api.account("/Calls/" + sid));
        assertThat(ended.field("status")).isEqualTo("completed");
        assertThat(ended.field("duration")).isEqualTo("10");
        assertThat(ended.field("end_time")).isEqualTo("Mon, 05 Jan 2026 09:00:13 +0000");
    }

    @Test
    void everyOtherEndOfACallCanBeScripted() {
        simulator.callScript("+15550101", CallScript.busy());
        simulator.callScript("+15550102", CallScript.noAnswer());
        simulator.callScript("+15550103", CallScript.failed());
        String busy = api.dial("+15550101");
        String unanswered = api.dial("+15550102");
        String failed = api.dial("+15550103");
        String testNumber = api.dial("+13125550001");
        simulator.clock().advanceUntilIdle();
        assertThat(status(busy)).isEqualTo("busy");
        assertThat(status(unanswered)).isEqualTo("no-answer");
        assertThat(status(failed)).isEqualTo("failed");
        assertThat(status(testNumber)).isEqualTo("busy");
    }

    @Test
    void hangingUpCompletesAnAnsweredCallAndCancelsARingingOne() {
        String answered = api.dial("+17735550199");
        simulator.clock().advance(Duration.ofSeconds(3));
        String ringing = api.dial("+17735550188");
        simulator.clock().advance(Duration.ofSeconds(1));
        assertThat(api.form(api.account("/Calls/" + answered), "Status=completed")
                        .field("status"))
                .isEqualTo("completed");
        assertThat(api.form(api.account("/Calls/" + ringing), "Status=completed")
                        .field("status"))
                .isEqualTo("canceled");
        assertThat(api.form(api.account("/Calls/" + ringing), "Status=completed")
                        .errorCode())
                .isEqualTo("90018");
    }

    /** What a call goes through: by itself, when somebody hangs up in a state, and when its time is up. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANSWERED||| ringing in-progress completed",
                "BUSY||| ringing busy",
                "NO_ANSWER||| ringing no-answer",
                "FAILED||| ringing failed",
                "ANSWERED|ringing|| ringing canceled",
                "ANSWERED|in-progress|| ringing in-progress completed",
                "BUSY|ringing|| ringing canceled",
                "NO_ANSWER|ringing|| ringing canceled",
                "FAILED|ringing|| ringing canceled",
                "ANSWERED||\"TimeLimit\":30| ringing in-progress completed",
                "ANSWERED||\"Timeout\":5| ringing no-answer"
            })
    void everyStateIsReachedAndNoOther(
            CallScript.Outcome outcome, @Nullable String hungUpIn, @Nullable String member, String states) {
        simulator.callScript(
                "+17735550199",
                new CallScript(
                        outcome,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(100),
                        CallScript.AnsweredBy.HUMAN,
                        List.of()));
        String sid = member == null ? api.dial("+17735550199") : api.dial("+17735550199", member);
        List<String> seen = new ArrayList<>();
        for (int half = 0; half < 250; half++) {
            String status = status(sid);
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(status)) {
                seen.add(status);
            }
            if (status.equals(hungUpIn)) {
                seen.add(api.form(api.account("/Calls/" + sid), "Status=completed")
                        .field("status"));
            }
            simulator.clock().advance(Duration.ofMillis(500));
        }
        assertThat(seen).containsExactly(states.strip().split(" "));
        Api.Answer ended = api.get(api.account("/Calls/" + sid));
        assertThat(ended.field("end_time")).endsWith("+0000");
        boolean limited = "\"TimeLimit\":30".equals(member);
        assertThat(ended.field("duration"))
                .isEqualTo(limited ? "30" : seen.contains("in-progress") && hungUpIn == null ? "100" : "0");
        assertThat(api.form(api.account("/Calls/" + sid), "Status=completed").errorCode())
                .isEqualTo("90018");
    }

    @Test
    void createAnswersTheDocumentedMinimum() {
        Api.Answer created = api.json(
                api.account("/Calls"),
                "{\"ApplicationSid\":\"app\",\"From\":\"+13125550147\",\"To\":\"+17735550199\"}");
        assertThat(created.text())
                .isEqualTo("{\"from\":\"+13125550147\",\"status\":\"queued\",\"to\":\"+17735550199\"}");
        assertThat(created.raw().headers().firstValue("x-request-id")).isPresent();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeatWhileNewCallsArrive() {
        for (int i = 0; i < 10; i++) {
            api.dial("+1773555020" + i);
        }
        List<String> seen = new ArrayList<>();
        String link = api.account("/Calls?PageSize=3");
        int pages = 0;
        while (link != null) {
            Api.Answer page = api.get(link);
            page.items("calls").forEach(call -> seen.add(String.valueOf(call.get("to"))));
            link = (String) page.json().get("next_page_uri");
            if (pages++ == 0) {
                assertThat(link).startsWith(api.account("/Calls.json?Page=1&PageSize=3&PageToken="));
                api.dial("+17735550300");
            }
        }
        assertThat(pages).isEqualTo(4);
        assertThat(seen)
                .containsExactly(
                        "+17735550209",
                        "+17735550208",
                        "+17735550207",
                        "+17735550206",
                        "+17735550205",
                        "+17735550204",
                        "+17735550203",
                        "+17735550202",
                        "+17735550201",
                        "+17735550200");
    }

    @Test
    void aGeneratedAccountOfAMillionCallsIsPagedAndFilteredAndFound() {
        try (TexmlSimulator large = TexmlSimulator.builder().calls(1_000_000).start()) {
            Api largeApi = new Api(large);
            Api.Answer first = largeApi.get(largeApi.account("/Calls?PageSize=1000"));
            assertThat(new HashSet<>(first.items("calls"))).hasSize(1000);
            String sid = String.valueOf(first.items("calls").get(999).get("sid"));
            assertThat(largeApi.get(largeApi.account("/Calls/" + sid)).json())
                    .isEqualTo(first.items("calls").get(999));
            Api.Answer filtered = largeApi.get(
                    largeApi.account("/Calls?PageSize=5&Status=busy&StartTime%3C=2024-06-01&StartTime%3E=2024-05-01"));
            assertThat(filtered.items("calls")).hasSize(5).allSatisfy(call -> {
                assertThat(call.get("status")).isEqualTo("busy");
                assertThat(String.valueOf(call.get("start_time"))).contains("May 2024");
            });
            assertThat(filtered.field("next_page_uri")).contains("&Status=busy").contains("StartTime%3C=2024-06-01");
            Api.Answer last = largeApi.get(largeApi.account("/Calls?Page=999&PageSize=1000"));
            assertThat(last.items("calls")).hasSize(1000);
            assertThat(last.json()).doesNotContainKey("next_page_uri");
        }
    }

    @Test
    void readsLagBehindByTheReadDelay() {
        try (TexmlSimulator lagging = TexmlSimulator.builder()
                .readDelay(Duration.ofSeconds(1))
                .callSidInCreateResponse(true)
                .start()) {
            Api laggingApi = new Api(lagging);
            String sid = laggingApi
                    .json(
                            laggingApi.account("/Calls"),
                            "{\"ApplicationSid\":\"app\",\"From\":\"+13125550147\",\"To\":\"+17735550199\"}")
                    .field("call_sid");
            assertThat(laggingApi.get(laggingApi.account("/Calls/" + sid)).status())
                    .isEqualTo(404);
            assertThat(laggingApi.get(laggingApi.account("/Calls")).items("calls"))
                    .isEmpty();
            lagging.clock().advance(Duration.ofSeconds(1));
            assertThat(laggingApi.get(laggingApi.account("/Calls/" + sid)).field("sid"))
                    .isEqualTo(sid);
        }
    }

    private String status(String sid) {
        return api.get(api.account("/Calls/" + sid)).field("status");
    }
}
