package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeterminismTest {

    @Test
    void twoRunsWithOneSeedAreByteEqualInAnswersCallbacksAndSignatures() {
        List<String> first = run(7);
        assertThat(first).hasSizeGreaterThan(60).isEqualTo(run(7));
    }

    @Test
    void anotherSeedGivesOtherIdentifiersAndTimes() {
        List<String> shared = run(7);
        shared.retainAll(new HashSet<>(run(8)));
        assertThat(shared).allMatch(text -> !text.contains("v3:"));
    }

    @Test
    void aResetBringsTheSameRunAgain() {
        try (CallbackReceiver receiver = new CallbackReceiver();
                TexmlSimulator simulator = simulator(7)) {
            List<String> before = script(simulator, receiver);
            simulator.reset();
            assertThat(simulator.journal().requests()).isEmpty();
            List<String> after = script(simulator, receiver);
            assertThat(after.subList(0, 30)).isEqualTo(before.subList(0, 30));
        }
    }

    @Test
    void aMillionCallsAreReadWholeAndTakeNoMemory() {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().calls(1_000_000).retention(100).start()) {
            Api api = new Api(simulator);
            String link = api.account("/Calls?PageSize=1000");
            Pattern next = Pattern.compile("\"next_page_uri\":\"([^\"]+)\"");
            long before = used();
            int pages = 0;
            long bytes = 0;
            Set<String> firstSids = new HashSet<>();
            while (link != null) {
                String page = api.get(link).text();
                pages++;
                bytes += page.length();
                firstSids.add(page.substring(page.indexOf("\"sid\":"), page.indexOf("\"start_time\":")));
                Matcher matcher = next.matcher(page);
                link = matcher.find() ? matcher.group(1) : null;
            }
            assertThat(pages).isEqualTo(1_000);
            assertThat(firstSids).hasSize(1_000);
            assertThat(bytes).isGreaterThan(400_000_000);
            // The pages alone, if anybody had kept them, would take more than ten times as much.
            assertThat(used() - before).isLessThan(30_000_000);
        }
    }

    @Test
    void retentionForgetsWhatEndedFirstAndSaysSo() {
        try (TexmlSimulator simulator = TexmlSimulator.builder().retention(5).start()) {
            Api api = new Api(simulator);
            String oldest = api.dial("+17735550100");
            simulator.clock().advanceUntilIdle();
            for (int i = 0; i < 5; i++) {
                api.dial("+17735550101");
            }
            assertThat(api.get(api.account("/Calls/" + oldest)).status()).isEqualTo(404);
            assertThat(api.get(api.account("/Calls")).items("calls")).hasSize(5);
            Api.Answer full = api.json(
                    api.account("/Calls"),
                    "{\"ApplicationSid\":\"app\",\"From\":\"+13125550147\",\"To\":\"+17735550199\"}");
            assertThat(full.status()).isEqualTo(429);
            assertThat(full.raw().headers().firstValue("x-texml-simulator")).isPresent();
            assertThat(simulator.journal().requests()).hasSize(5);
            assertThat(simulator.journal().dropped()).isPositive();
            assertThat(api.get("/_simulator").field("forgotten_records")).isEqualTo("1");
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static TexmlSimulator simulator(long seed) {
        return TexmlSimulator.builder()
                .seed(seed)
                .recordings(20)
                .callbackDelivery(CallbackDelivery.perfect()
                        .withDuplicates(0.2)
                        .withLosses(0.1)
                        .withShuffle(Duration.ofSeconds(2)))
                .start();
    }

    private static List<String> run(long seed) {
        try (CallbackReceiver receiver = new CallbackReceiver();
                TexmlSimulator simulator = simulator(seed)) {
            return script(simulator, receiver);
        }
    }

    /** A session with everything in it that is drawn from the seed; ports are masked, as they are drawn by the system. */
    private static List<String> script(TexmlSimulator simulator, CallbackReceiver receiver) {
        Api api = new Api(simulator);
        List<String> log = new ArrayList<>();
        simulator.faults().add(Fault.status(503).on("calls.get").withProbability(0.3));
        List<String> sids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sids.add(api.dial(
                    "+1773555010" + i,
                    "\"Record\":true",
                    // A signature covers the port in a link.
                    "\"SendRecordingUrl\":false",
                    "\"StatusCallbackEvent\":\"initiated ringing answered completed\"",
                    "\"StatusCallback\":\"" + receiver.url("/status") + "\""));
            simulator.clock().advance(Duration.ofMillis(1_700));
        }
        for (int i = 0; i < 3; i++) {
            sids.forEach(sid -> log.add(text(api.get(api.account("/Calls/" + sid)))));
            simulator.clock().advance(Duration.ofSeconds(7));
        }
        log.add(text(api.form(
                api.account("/Conferences/room/Participants"),
                "ApplicationSid=app&From=%2B13125550147&To=%2B17735550101&ConferenceRecord=true"
                        + "&ConferenceRecordingStatusCallbackEvent=in-progress&ConferenceRecordingStatusCallback="
                        + receiver.url("/recording") + "&ConferenceStatusCallback=" + receiver.url("/conference"))));
        api.json(
                "/v2/texml/ai_calls/app",
                "{\"From\":\"+13125550147\",\"To\":\"+17735550102\",\"AIAssistantId\":\"a\","
                        + "\"StatusCallbackEvent\":\"completed analyzed\",\"StatusCallback\":\""
                        + receiver.url("/status")
                        + "\"}");
        api.dial(
                "+17735550103",
                "\"Texml\":\"<Response><Start><Stream url='wss://127.0.0.1/' statusCallback='" + receiver.url("/stream")
                        + "'/></Start><Pay action='" + receiver.url("/paid") + "'/></Response>\"");
        simulator.callScript(
                "+17735550104", CallScript.answered().presses("1").says("yes").presses("2"));
        receiver.answer(
                "/menu",
                "<Response><Gather numDigits='1' action='menu'/><Dial><Number statusCallback='"
                        + receiver.url("/status") + "'>+17735550105</Number></Dial></Response>");
        api.dial("+17735550104", "\"Url\":\"" + receiver.url("/menu") + "\"");
        api.json(
                "/v2/texml_applications",
                "{\"friendly_name\":\"a\",\"status_callback\":\"" + receiver.url("/status") + "\",\"voice_url\":\""
                        + receiver.url("/menu") + "\"}");
        simulator.callIn("+17735550104", "+13125550100");
        simulator.clock().advanceUntilIdle();
        log.add(text(api.get(api.account("/Calls?PageSize=7"))));
        log.add(text(api.get(api.account("/Recordings.json"))));
        log.add(text(api.get(api.account("/Conferences"))));
        receiver.received()
                .forEach(callback -> log.add(callback.timestamp() + " " + callback.signature() + " "
                        + new String(callback.body(), StandardCharsets.UTF_8)));
        return log;
    }

    private static String text(Api.Answer answer) {
        Map<String, List<String>> headers = answer.raw().headers().map();
        return answer.status() + " " + headers + " "
                + answer.text().replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://127.0.0.1:PORT");
    }
}
