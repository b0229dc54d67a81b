package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.Api.Answer;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.internal.wire.PercentCode;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.script.CallScript;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, without a browser: what is rendered, and for whom. */
class PageTest {

    private static final String ROOT = "/_simulator/";
    private static final Pattern ROW = Pattern.compile("<tr><td>");

    private final CallbackReceiver receiver = new CallbackReceiver();
    private TexmlSimulator simulator = TexmlSimulator.start();
    private Api api = new Api(simulator);

    @AfterEach
    void close() {
        simulator.close();
        receiver.close();
    }

    private void start(SimulatorBuilder settings) {
        simulator.close();
        simulator = settings.start();
        api = new Api(simulator);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "page/call?sid=x",
                "page/conferences",
                "page/queues",
                "page/journal",
                "page/faults",
                "page/nothing",
                "page/page.js"
            })
    void everyAnswerForbidsWhatIsNotItsOwnAndNothingStandsInline(String page) {
        Answer answer = api.get(ROOT + page);
        assertThat(answer.raw().headers().firstValue("content-security-policy"))
                .hasValue("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                        + " media-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        assertThat(answer.raw().headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.raw().headers().firstValue("cache-control")).hasValue("no-store");
        if (!page.endsWith(".js")) {
            assertThat(answer.text())
                    .doesNotContain("<style")
                    .doesNotContain(" style=")
                    .doesNotContain("http://")
                    .doesNotContain("https://")
                    .doesNotContainPattern(" on[a-z]+=")
                    .containsOnlyOnce("<script")
                    .contains("<script src=\"/_simulator/page/page.js\" defer=\"\"></script>");
        }
    }

    @Test
    void aCallerNamedScriptIsShownAsThat() {
        application("/voice");
        String name = "<script>alert(1)</script>";
        String sid = simulator.callIn(name, "+13125550100");
        for (String page : List.of("", call(sid))) {
            assertThat(api.get(ROOT + page).text())
                    .contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>")
                    .doesNotContain("<script>");
        }
        assertThat(api.get(ROOT + "page/call?sid=" + PercentCode.encode("\"><script>x"))
                        .text())
                .doesNotContain("<script>");
        assertThat(api.get(ROOT + "page/journal?call=" + PercentCode.encode("\"><script>x"))
                        .text())
                .contains("value=\"&quot;&gt;&lt;script&gt;x\"");
    }

    @Test
    void aHundredThousandCallsAreShownInWindows() {
        start(TexmlSimulator.builder().unboundedRetention());
        application("/voice");
        for (int i = 0; i < 100_000; i++) {
            simulator.callIn("+17735550199", "+13125550100");
        }
        Answer first = api.get(ROOT);
        assertThat(first.text()).contains("100,000 calls, 100000 of them live");
        assertThat(rows(first)).isEqualTo(50);
        assertThat(first.text().length()).isLessThan(60_000);
        assertThat(rows(api.get(ROOT + "?show=live"))).isEqualTo(50);
        assertThat(ROW.matcher(api.get(ROOT + "page/journal").text()).results().count())
                .isZero();
        assertThat(entries(api.get(ROOT + "page/journal"))).isEqualTo(50);
    }

    @Test
    void aHundredThousandCallsOfThePastAreShownInWindowsToo() {
        start(TexmlSimulator.builder().calls(100_000).recordings(10));
        String dialled = api.dial("+17735550199");
        Answer first = api.get(ROOT);
        assertThat(first.text()).contains("100,001 calls, 1 of them live").contains(PercentCode.encode(dialled));
        assertThat(rows(first)).isEqualTo(50);
        Answer second = api.get(older(first));
        assertThat(rows(second)).isEqualTo(50);
        assertThat(second.text()).doesNotContain(PercentCode.encode(dialled));
        assertThat(rows(api.get(ROOT + "?past=99999"))).isEqualTo(1);
        assertThat(rows(api.get(ROOT + "?show=live"))).isEqualTo(1);
    }

    @Test
    void windowsOfCallsThatWereDialledFollowEachOtherWithoutAGap() {
        List<String> dialled = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            dialled.add(0, api.dial("+17735550199"));
        }
        List<String> shown = new ArrayList<>();
        Answer page = api.get(ROOT);
        shown.addAll(sids(page));
        while (page.text().contains("class=\"older\"")) {
            page = api.get(older(page));
            shown.addAll(sids(page));
        }
        assertThat(shown).containsExactlyElementsOf(dialled);
    }

    @Test
    void whoeverDoesNotReadHoldsUpNeitherTheApiNorOtherBrowsersNorTheEnd() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try (Socket reading = events()) {
            for (int i = 0; i < 10; i++) {
                silent.add(events());
            }
            InputStream in = reading.getInputStream();
            await(in, "event: changed");
            for (int i = 0; i < 50; i++) {
                assertThat(api.get(api.account("/Calls?PageSize=1")).status()).isEqualTo(200);
            }
            await(in, "event: changed");
            simulator.close();
            assertThat(silent).hasSize(10);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void theTimeLineShowsRequestsStatesCallbacksTheirAnswersAndVerbs() {
        receiver.answer("/voice", "<Response><Say>Good morning.</Say></Response>");
        receiver.answer("/status", "<p>thanks</p>");
        simulator.callScript("+17735550199", CallScript.answered().withTalks(Duration.ofSeconds(20)));
        String sid = api.dial(
                "+17735550199",
                "\"Url\":\"" + receiver.url("/voice") + "\"",
                "\"StatusCallback\":\"" + receiver.url("/status") + "\"",
                "\"Record\":true");
        simulator.clock().advanceUntilIdle();
        api.get(api.account("/Calls/" + sid));
        String page = api.get(ROOT + call(sid)).text();
        assertThat(page)
                .contains("<span class=\"state completed\">completed</span>")
                .contains("POST calls.create \u2192 200")
                .contains("GET calls.get \u2192 200")
                .contains("ringing</p>", "completed</p>")
                .contains("Say (line 1)")
                .contains("instruction-fetch \u2192 answered 200")
                .contains("<pre>&lt;Response&gt;&lt;Say&gt;Good morning.&lt;/Say&gt;&lt;/Response&gt;</pre>")
                .contains("call-completed \u2192 answered 200")
                .contains("<pre>&lt;p&gt;thanks&lt;/p&gt;</pre>")
                .contains("+17735550199");
        String sound = find(page, "src=\"(/_simulator/page/recording[^\"]+)\"");
        Answer recording = api.get(sound);
        assertThat(recording.raw().headers().firstValue("content-type")).hasValue("audio/mpeg");
        assertThat(recording.raw().body()).hasSize(20 * 4_000).startsWith(0xff, 0xfb, 0x14, 0xc4);
        assertThat(simulator.journal().callbacks("instruction-fetch"))
                .extracting(RecordedCallback::answer)
                .containsExactly("<Response><Say>Good morning.</Say></Response>");
    }

    @Test
    void numbersAreShownKeysAndPasswordsNot() {
        api.dial(
                "+17735550199",
                "\"SipAuthPassword\":\"hunter2\"",
                "\"StatusCallback\":\"http://me:hunter3@127.0.0.1:1/x?texml-token=hunter4&a=b\"",
                "\"Texml\":\"<Response><Dial><Sip username='u' password='hunter5'>sip:a@example.com</Sip></Dial></Response>\"");
        simulator.clock().advanceUntilIdle();
        String page = api.get(ROOT + "page/journal").text();
        assertThat(page)
                .contains("+17735550199", "REDACTED", "a=b", "sip:a@example.com")
                .doesNotContain("hunter")
                .doesNotContain(simulator.apiKey());
    }

    @Test
    void theJournalIsFiltered() {
        api.dial("+17735550199", "\"StatusCallback\":\"http://127.0.0.1:1/x\"");
        String other = api.dial("+17735550198");
        simulator.clock().advanceUntilIdle();
        api.get(api.account("/Calls/none"));
        assertThat(entries(journal("what=requests"))).isEqualTo(5);
        assertThat(entries(journal("what=requests&name=calls.create"))).isEqualTo(2);
        assertThat(journal("what=callbacks").text()).contains("no answer").doesNotContain("POST calls.create");
        assertThat(entries(journal("trouble=1&what=requests"))).isEqualTo(1);
        assertThat(journal("trouble=1").text()).contains("calls.get \u2192 404");
        assertThat(journal("call=" + PercentCode.encode(other)).text())
                .contains("completed")
                .doesNotContain("call-completed \u2192");
    }

    @Test
    void conferencesAndQueuesAreShownWithWhoIsInThem() {
        simulator.callScript("+17735550199", CallScript.answered().withTalks(Duration.ofHours(1)));
        api.dial("+17735550199", "\"Texml\":\"<Response><Dial><Conference>stand-up</Conference></Dial></Response>\"");
        simulator.callScript("+17735550198", CallScript.answered().withTalks(Duration.ofHours(1)));
        api.dial("+17735550198", "\"Texml\":\"<Response><Enqueue>support</Enqueue></Response>\"");
        simulator.clock().advance(Duration.ofSeconds(30));
        assertThat(api.get(ROOT + "page/conferences").text())
                .contains("1 conference<", "<bdi>stand-up</bdi>", "in-progress", "+17735550199", " connected");
        assertThat(api.get(ROOT + "page/queues").text()).contains("1 queue<", "<bdi>support</bdi>", "1 of ", " for 2");
    }

    @Test
    void buttonsRingInAnswerPressSpeakAndHangUp() {
        application("/voice");
        receiver.answer(
                "/voice",
                "<Response><Gather input='dtmf speech' numDigits='1' timeout='60' action='/said'/></Response>");
        receiver.answer("/said", "<Response><Gather input='speech' timeout='60' action='/end'/></Response>");
        receiver.answer("/end", "<Response><Pause length='100'/></Response>");
        Answer rung = post("ring-in", "from=%2B17735550199&to=%2B13125550100");
        assertThat(rung.status()).isEqualTo(303);
        String page = rung.raw().headers().firstValue("location").orElseThrow();
        assertThat(page).startsWith("/_simulator/page/call?sid=");
        String sid = page.substring(page.indexOf("sid="));
        post("move-clock", "seconds=1");
        assertThat(api.get(page).text()).contains("in-progress", ">Hang up<");
        assertThat(post("press", sid + "&keys=2").status()).isEqualTo(303);
        post("move-clock", "seconds=1");
        assertThat(post("say", sid + "&words=a+pizza").status()).isEqualTo(303);
        post("move-clock", "seconds=5");
        assertThat(receiver.values("Digits")).contains("2");
        assertThat(receiver.values("SpeechResult")).contains("a pizza");
        assertThat(post("hang-up", sid).status()).isEqualTo(303);
        assertThat(api.get(page).text()).contains("completed").doesNotContain(">Hang up<");

        simulator.callScript("+15550100", CallScript.noAnswer());
        String ringing = "sid=" + PercentCode.encode(api.dial("+15550100"));
        post("move-clock", "seconds=5");
        assertThat(api.get(ROOT + "page/call?" + ringing).text()).contains(">Answer<");
        assertThat(post("answer", ringing).status()).isEqualTo(303);
        assertThat(api.get(ROOT + "page/call?" + ringing).text()).contains("in-progress");
        Answer moved = post("move-clock", "seconds=idle&back=%2F_simulator%2Fpage%2Fjournal%3Fwhat%3Drequests");
        assertThat(moved.raw().headers().firstValue("location")).hasValue("/_simulator/page/journal?what=requests");
        assertThat(post("move-clock", "seconds=1&back=https%3A%2F%2Fexample.com")
                        .raw()
                        .headers()
                        .firstValue("location"))
                .hasValue(ROOT);
    }

    @Test
    void aFaultIsAddedActsAndIsRemoved() {
        assertThat(post("add-fault", "fault=on%3Dcalls.list+status%3D503+times%3D2")
                        .status())
                .isEqualTo(303);
        assertThat(api.get(ROOT + "page/faults").text())
                .contains("1 fault in force, 0 requests met one so far")
                .contains("<code>on=calls.list status=503 times=2</code>");
        assertThat(api.get(api.account("/Calls")).status()).isEqualTo(503);
        assertThat(api.get(ROOT + "page/faults").text()).contains("1 fault in force, 1 request met one so far");
        assertThat(post("clear-faults", "").status()).isEqualTo(303);
        assertThat(simulator.faults().active()).isEmpty();
        simulator.faults().add(Fault.status(500));
        assertThat(api.get(ROOT).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "press|sid=x&keys=1|call_sid names no call that is in-progress",
                "press|sid=x|Keys is missing; fill it in.",
                "press|sid=x&keys=y|keys have to be of 0-9, *, # and w",
                "ring-in|from=%2B1&to=%2B1|No application owns this number",
                "ring-in|from=+&to=%2B1|From is missing; fill it in.",
                "add-fault|fault=%3Cb%3E|Expected name=value or name=&quot;value&quot;, but got: &lt;b&gt;",
                "move-clock|seconds=-1|Seconds have to be a whole number of ten years at most.",
                "move-clock|seconds=999999999|Seconds have to be a whole number of ten years at most.",
                "move-clock|seconds=%zz|",
            })
    void aMistakeIsExplainedOnThePage(String action, String form, String explanation) {
        Answer answer = post(action, form);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("role=\"alert\"").contains(explanation == null ? "" : explanation);
    }

    @Test
    void buttonsAreForOurOwnPagesAndForPostAlone() {
        Answer foreign = Api.send(api.request(ROOT + "page/add-fault")
                .header("Origin", "https://example.com")
                .POST(BodyPublishers.ofString("fault=status%3D500")));
        assertThat(foreign.status()).isEqualTo(403);
        Answer fromNowhere = Api.send(api.request(ROOT + "page/add-fault")
                .header("Origin", "null")
                .POST(BodyPublishers.ofString("fault=status%3D500")));
        assertThat(fromNowhere.status()).isEqualTo(403);
        assertThat(api.get(ROOT + "page/add-fault?fault=status%3D500").status()).isEqualTo(404);
        assertThat(api.delete(ROOT + "page/faults").status()).isEqualTo(405);
        assertThat(post("reset", "").status()).isEqualTo(404);
        assertThat(simulator.faults().active()).isEmpty();
        String origin = "http://127.0.0.1:" + simulator.port();
        assertThat(Api.send(api.request(ROOT + "page/add-fault")
                                .header("Origin", origin)
                                .POST(BodyPublishers.ofString("fault=status%3D500")))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void programsStillGetTheInformationThatTheyAskFor() {
        assertThat(api.get("/_simulator").field("retention")).isEqualTo("10000");
    }

    private Answer journal(String filter) {
        return api.get(ROOT + "page/journal?" + filter);
    }

    private Answer post(String action, String form) {
        return api.form(ROOT + "page/" + action, form);
    }

    private static String call(String sid) {
        return "page/call?sid=" + PercentCode.encode(sid);
    }

    private static long rows(Answer page) {
        return ROW.matcher(page.text()).results().count();
    }

    private static long entries(Answer page) {
        return Pattern.compile("<li><(details|p)")
                .matcher(page.text())
                .results()
                .count();
    }

    private static List<String> sids(Answer page) {
        return Pattern.compile("/page/call\\?sid=([^\"]+)\"")
                .matcher(page.text())
                .results()
                .map(sid -> sid.group(1).replace("%3A", ":"))
                .toList();
    }

    private static String older(Answer page) {
        return find(page.text(), "class=\"older\" href=\"([^\"]+)\"").replace("&amp;", "&");
    }

    private static String find(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(pattern + " is not in " + page))
                .group(1);
    }

    private void application(String voice) {
        api.json("/v2/texml_applications", "{\"friendly_name\":\"ivr\",\"voice_url\":\"" + receiver.url(voice) + "\"}");
    }

    /** The head of a stream of events has been sent; of the rest nothing is read. */
    private Socket events() throws IOException {
        Socket socket = new Socket("127.0.0.1", simulator.port());
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write("GET /_simulator/page/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void await(InputStream in, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("The stream ended after " + read);
            }
            read.append((char) next);
        }
    }
}
