package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.texml.simulator.internal.wire.Json;
import io.texml.simulator.journal.RecordedCallback.Outcome;
import io.texml.simulator.journal.TimelineEntry;
import io.texml.simulator.journal.TimelineEntry.Kind;
import io.texml.simulator.script.CallScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The application under test is asked for markup, as the platform asks for it. */
class InstructionsTest {

    private static final String HANG_UP = "<Response><Pause length='3'/><Hangup/></Response>";
    private static final String KIND = "instruction-fetch";

    private final CallbackReceiver receiver = new CallbackReceiver();
    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .callScript(CallScript.answered()
                    .withRingsAfter(Duration.ofSeconds(1))
                    .withAnswersAfter(Duration.ofSeconds(1))
                    .withTalks(Duration.ofSeconds(60)))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void everyRequestsSignatureVerifies() {
        assertThat(receiver.received()).allMatch(callback -> callback.signedBy(simulator.publicKey()));
        simulator.close();
        receiver.close();
    }

    @Test
    void anAnsweredCallAsksItsUrlAndDoesWhatTheAnswerSays() {
        receiver.answer("/voice", HANG_UP);
        String call = api.dial("+17735550199", "\"Url\":\"" + receiver.url("/voice") + "\"");
        simulator.clock().advance(Duration.ofMillis(1_999));
        assertThat(receiver.received()).isEmpty();
        simulator.clock().advanceUntilIdle();
        assertThat(duration(call)).isEqualTo("3");
        CallbackReceiver.Received asked = receiver.received().get(0);
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.fields())
                .containsEntry("CallSid", call)
                .containsEntry("CallStatus", "in-progress")
                .containsEntry("To", "+17735550199");
        simulator.journal().verifyCallbacks(KIND).ofCall(call).delivered().once();
    }

    @Test
    void itAsksWithTheMethodOfTheRequest() {
        receiver.answer("/voice", HANG_UP);
        api.dial("+17735550199", "\"Url\":\"" + receiver.url("/voice?tenant=7") + "\"", "\"UrlMethod\":\"GET\"");
        simulator.clock().advanceUntilIdle();
        CallbackReceiver.Received asked = receiver.received().get(0);
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.fields()).containsEntry("tenant", "7").containsEntry("From", "+13125550147");
    }

    @Test
    void theFallbackIsAskedOnceTheUrlHasFailed() {
        receiver.failNext(1);
        receiver.answer("/fallback", HANG_UP);
        String call = api.dial(
                "+17735550199",
                "\"Url\":\"" + receiver.url("/voice") + "\"",
                "\"FallbackUrl\":\"" + receiver.url("/fallback") + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received())
                .extracting(CallbackReceiver.Received::path)
                .containsExactly("/voice", "/fallback");
        assertThat(duration(call)).isEqualTo("3");
    }

    @Test
    void aCallWithoutUrlAsksItsApplicationAndItsFallback() {
        receiver.failNext(1);
        receiver.answer("/app-fallback", HANG_UP);
        String application = String.valueOf(Api.object(api.json(
                                "/v2/texml_applications",
                                "{\"friendly_name\":\"ivr\",\"voice_method\":\"get\",\"voice_url\":\""
                                        + receiver.url("/app") + "\",\"voice_fallback_url\":\""
                                        + receiver.url("/app-fallback") + "\"}")
                        .json()
                        .get("data"))
                .get("id"));
        String call = api.json("/v2/texml/calls/" + application, "{\"From\":\"+13125550147\",\"To\":\"+17735550101\"}")
                .field("call_sid");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received())
                .extracting(received -> received.method() + " " + received.path())
                .containsExactly("GET /app", "GET /app-fallback");
        assertThat(duration(call)).isEqualTo("3");
    }

    @Test
    void anUpdateWithUrlSupersedesWhatTheCallIsDoing() {
        receiver.answer("/other", HANG_UP);
        String call = api.dial("+17735550199", "\"Texml\":\"<Response><Enqueue>support</Enqueue></Response>\"");
        simulator.clock().advance(Duration.ofSeconds(12));
        assertThat(api.get(api.account("/Queues/support")).field("current_size"))
                .isEqualTo("1");
        api.form(api.account("/Calls/" + call), "Url=" + receiver.url("/other"));
        assertThat(api.get(api.account("/Queues/support")).field("current_size"))
                .isEqualTo("0");
        simulator.clock().advanceUntilIdle();
        assertThat(duration(call)).isEqualTo("13");
    }

    @Test
    void aRedirectLeadsToOtherInstructions() {
        receiver.answer(
                "/first",
                "<Response><Redirect method='GET'>" + receiver.url("/second") + "</Redirect><Hangup/></Response>");
        receiver.answer("/second", HANG_UP);
        String call = api.dial("+17735550199", "\"Url\":\"" + receiver.url("/first") + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received())
                .extracting(received -> received.method() + " " + received.path())
                .containsExactly("POST /first", "GET /second");
        assertThat(duration(call)).isEqualTo("3");
    }

    @Test
    void instructionsThatLeadToThemselvesComeToAnEnd() {
        receiver.answer("/loop", "<Response><Redirect>" + receiver.url("/loop") + "</Redirect></Response>");
        String call = api.dial("+17735550199", "\"Url\":\"" + receiver.url("/loop") + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received()).hasSize(100);
        assertThat(duration(call)).isEqualTo("60");
    }

    @Test
    void itDoesNotLeaveLoopbackForInstructions() {
        String call = api.dial("+17735550199", "\"Url\":\"http://192.0.2.1/voice\"");
        simulator.clock().advanceUntilIdle();
        simulator.journal().verifyCallbacks(KIND).withOutcome(Outcome.REFUSED).once();
        assertThat(duration(call)).isEqualTo("60");
    }

    @Test
    void aDocumentThatIsNoneEndsTheCall() {
        receiver.answer("/voice", "{\"error\":\"not markup\"}");
        String call = api.dial("+17735550199", "\"Url\":\"" + receiver.url("/voice") + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(duration(call)).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Good morning",
                "<Reply/>",
                "<Response><Say>Hi</Response>",
                "<!DOCTYPE Response [<!ENTITY e 'x'>]><Response><Say>&e;</Say></Response>",
                "<Response><Say>&unknown;</Say></Response>",
                "<!DOCTYPE Response><Response/>"
            })
    void textThatIsNoDocumentEndsTheCall(String text) {
        String call = api.dial("+17735550199", "\"Texml\":\"" + text + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(duration(call)).isEqualTo("0");
        assertThat(api.get(api.account("/Calls/" + call)).field("status")).isEqualTo("completed");
        assertThat(simulator.journal().timeline(call))
                .filteredOn(entry -> entry.kind() == Kind.DOCUMENT_ERROR)
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).startsWith("the call ends: "));
    }

    @Test
    void aDocumentThatIsTooDeepEndsTheCall() {
        String call = api.dial(
                "+17735550199", "\"Texml\":\"<Response>" + "<a>".repeat(16) + "</a>".repeat(16) + "</Response>\"");
        simulator.clock().advanceUntilIdle();
        assertThat(duration(call)).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"1048576,completed", "1048577,too long"})
    void aDocumentOfAnAddressIsAMebibyteAtMost(int bytes, String result) {
        String frame = "<Response><Hangup/><!----></Response>";
        receiver.answer("/voice", frame.replace("<!--", "<!--" + "x".repeat(bytes - frame.length())));
        String call = api.dial("+17735550199", "\"Url\":\"" + receiver.url("/voice") + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(duration(call)).isEqualTo("0");
        List<String> errors = simulator.journal().timeline(call).stream()
                .filter(entry -> entry.kind() == Kind.DOCUMENT_ERROR)
                .map(TimelineEntry::detail)
                .toList();
        if (result.equals("completed")) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).containsExactly("the call ends: The document is longer than 1048576 bytes.");
        }
    }

    @Test
    void theJournalSaysWhereADocumentIsBroken() {
        String call = api.dial("+17735550199", "\"Texml\":\"<Response>\\n  <Say>Hi</Response>\"");
        simulator.clock().advanceUntilIdle();
        assertThat(simulator.journal().timeline(call))
                .extracting(TimelineEntry::detail)
                .anySatisfy(
                        detail -> assertThat(detail).contains("It is not XML").contains("line 2"));
    }

    @Test
    void everyDocumentedVerbIsRunOrNotedAsNotRun() {
        List<String> verbs = documentedVerbs();
        assertThat(verbs).hasSizeGreaterThan(15);
        for (String verb : verbs) {
            String call = api.dial("+17735550199", "\"Texml\":\"<Response><" + verb + "/></Response>\"");
            simulator.clock().advanceUntilIdle();
            List<TimelineEntry> entries = simulator.journal().timeline(call);
            assertThat(entries).as(verb).anySatisfy(entry -> {
                assertThat(entry.kind()).isEqualTo(Kind.VERB);
                assertThat(entry.detail()).startsWith(verb + " ");
            });
            assertThat(entries).as(verb).noneSatisfy(entry -> assertThat(entry.detail())
                    .contains("no verb that is known"));
        }
    }

    @Test
    void whatIsNoVerbIsNotedAsNotRun() {
        String call = api.dial(
                "+17735550199", "\"Texml\":\"<Response><Sms/><say/><Start><Suppression/></Start></Response>\"");
        simulator.clock().advanceUntilIdle();
        assertThat(simulator.journal().timeline(call))
                .filteredOn(entry -> entry.kind() == Kind.VERB_NOT_RUN)
                .extracting(TimelineEntry::detail)
                .containsExactly(
                        "Sms (line 1): no verb that is known; the platform drops it",
                        "say (line 1): no verb that is known; the platform drops it",
                        "Suppression (line 1): it changes nothing that anybody could see");
    }

    private static List<String> documentedVerbs() {
        try (InputStream in =
                InstructionsTest.class.getClassLoader().getResourceAsStream("io/texml/contract/markup.json")) {
            assertThat(in).isNotNull();
            return Api.list(Api.object(Json.parse(in.readAllBytes())).get("elements")).stream()
                    .filter(element -> "verb".equals(element.get("kind")))
                    .map(element -> String.valueOf(element.get("element")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aDocumentIsReadInItsOwnEncoding(String mediaType, String prefix, String declaration, Charset charset) {
        byte[] mark = prefix.getBytes(StandardCharsets.ISO_8859_1);
        byte[] text =
                (declaration + "<Response><Dial><Conference>Café</Conference></Dial></Response>").getBytes(charset);
        byte[] document = Arrays.copyOf(mark, mark.length + text.length);
        System.arraycopy(text, 0, document, mark.length, text.length);
        receiver.answer("/voice", mediaType, document);
        api.dial("+17735550199", "\"Url\":\"" + receiver.url("/voice") + "\"");
        simulator.clock().advance(Duration.ofSeconds(10));
        assertThat(api.get(api.account("/Conferences")).items("conferences"))
                .extracting(conference -> conference.get("friendly_name"))
                .containsExactly("Café");
    }

    static Stream<Arguments> encodings() {
        String declared = "<?xml version='1.0' encoding='ISO-8859-1'?>";
        return Stream.of(
                arguments("text/xml", "", "", StandardCharsets.UTF_8),
                arguments("text/xml", "\u00EF\u00BB\u00BF", "", StandardCharsets.UTF_8),
                arguments("text/xml; charset=ISO-8859-1", "\u00EF\u00BB\u00BF", "", StandardCharsets.UTF_8),
                arguments(
                        "text/xml; charset=utf-8",
                        "\u00EF\u00BB\u00BF",
                        "<?xml version='1.0' encoding='UTF-8'?>",
                        StandardCharsets.UTF_8),
                arguments("text/xml", "", declared, StandardCharsets.ISO_8859_1),
                arguments("text/xml; charset=\"iso-8859-1\"", "", "", StandardCharsets.ISO_8859_1),
                arguments("text/xml; charset=utf-8", "", declared, StandardCharsets.UTF_8),
                arguments("text/xml", "\u00FF\u00FE", "", StandardCharsets.UTF_16LE),
                arguments("text/xml", "\u00FE\u00FF", "", StandardCharsets.UTF_16BE));
    }

    @Test
    void aRunningClockAsksToo() {
        receiver.answer("/voice", HANG_UP);
        try (TexmlSimulator running = TexmlSimulator.builder().speed(1_000).start()) {
            Api runningApi = new Api(running);
            runningApi.dial(
                    "+17735550199",
                    "\"Url\":\"" + receiver.url("/voice") + "\"",
                    "\"StatusCallback\":\"" + receiver.url("/status") + "\"");
            running.journal().awaitCallbacks("call-completed", 1, Duration.ofSeconds(60));
            running.journal().verifyCallbacks(KIND).delivered().once();
        }
    }

    private String duration(String call) {
        return api.get(api.account("/Calls/" + call)).field("duration");
    }
}
