package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.simulator.journal.TimelineEntry;
import io.texml.simulator.journal.TimelineEntry.Kind;
import io.texml.simulator.script.CallScript;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People from outside call the numbers of applications. */
class InboundTest {

    private static final String CALLER = "+17735550199";
    private static final String NUMBER = "+13125550100";
    private static final CallScript TALKS = CallScript.answered().withTalks(Duration.ofSeconds(60));

    private final CallbackReceiver receiver = new CallbackReceiver();
    private final TexmlSimulator simulator =
            TexmlSimulator.builder().callScript(TALKS).start();
    private final Api api = new Api(simulator);

    @AfterEach
    void everyRequestIsAsDocumentedAndSigned() {
        simulator.journal().callbacks().forEach(DocumentedCallbacksTest::hasTheDocumentedFields);
        assertThat(receiver.received()).allMatch(callback -> callback.signedBy(simulator.publicKey()));
        simulator.close();
        receiver.close();
    }

    @Test
    void theApplicationThatOwnsTheNumberIsAsked() {
        application("/main");
        String shop = application("/shop");
        simulator.number(NUMBER, shop);
        receiver.answer("/main", "<Response><Pause length='5'/><Hangup/></Response>");
        receiver.answer("/shop", "<Response><Pause length='9'/><Hangup/></Response>");
        String call = simulator.callIn(CALLER, NUMBER);
        String other = simulator.callIn(CALLER, "+13125550101");
        assertThat(field(call, "status")).isEqualTo("ringing");
        simulator.clock().advance(Duration.ofSeconds(1));
        assertThat(field(call, "status")).isEqualTo("in-progress");
        simulator.clock().advanceUntilIdle();
        assertThat(field(call, "duration")).isEqualTo("9");
        assertThat(field(call, "direction")).isEqualTo("inbound");
        assertThat(field(call, "from")).isEqualTo(CALLER);
        assertThat(field(call, "to")).isEqualTo(NUMBER);
        assertThat(field(other, "duration")).isEqualTo("5");
        simulator
                .journal()
                .verifyCallbacks("instruction-fetch")
                .ofCall(call)
                .withField("CallStatus", "ringing")
                .withField("ConnectionId", shop)
                .once();
    }

    @Test
    void theCallerFollowsItsScriptAndTheApplicationIsToldOfTheEnd() {
        application("/voice");
        receiver.answer("/voice", "<Response><Gather numDigits='1' action='/menu'/></Response>");
        receiver.answer("/menu", "<Response><Pause length='100'/></Response>");
        String call = simulator.callIn(CALLER, NUMBER, TALKS.presses("2").hangsUp(Duration.ofSeconds(10)));
        simulator.clock().advanceUntilIdle();
        simulator
                .journal()
                .verifyCallbacks("gather")
                .ofCall(call)
                .withField("Digits", "2")
                .once();
        simulator
                .journal()
                .verifyCallbacks("call-completed")
                .ofCall(call)
                .withField("HangupSource", "caller")
                .withField("CallStatus", "completed")
                .delivered()
                .once();
        assertThat(field(call, "duration")).isEqualTo("10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Response><Reject/></Response>|failed",
                "<Response><Reject reason='busy'/></Response>|busy",
                "<Response><Pause length='3'/><Reject reason='busy'/></Response>|completed",
                "Good morning|failed",
                "<Response/>|completed"
            })
    void theDocumentSaysWhetherACallIsAnswered(String document, String status) {
        application("/voice");
        receiver.answer("/voice", document);
        String call = simulator.callIn(CALLER, NUMBER);
        simulator.clock().advanceUntilIdle();
        assertThat(field(call, "status")).isEqualTo(status);
        simulator
                .journal()
                .verifyCallbacks("call-completed")
                .ofCall(call)
                .withField("CallStatus", status)
                .once();
    }

    @Test
    void aCallWithoutADocumentIsNotAnswered() {
        application("/voice");
        receiver.failNext(1);
        String call = simulator.callIn(CALLER, NUMBER);
        simulator.clock().advanceUntilIdle();
        assertThat(field(call, "status")).isEqualTo("failed");
        assertThat(simulator.journal().timeline(call))
                .filteredOn(entry -> entry.kind() == Kind.DOCUMENT_ERROR)
                .extracting(TimelineEntry::detail)
                .containsExactly("no document came, so the call is not answered");
    }

    @Test
    void nobodyCanCallWhereNoApplicationIs() {
        assertThatThrownBy(() -> simulator.callIn(CALLER, NUMBER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("applications.create");
        assertThatThrownBy(() -> simulator.number(NUMBER, "17"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("applicationSid");
    }

    @Test
    void theAdminApiCallsAnswersPressesSpeaksAndHangsUp() {
        application("/voice");
        receiver.answer(
                "/voice",
                "<Response><Gather input='dtmf speech' numDigits='2' timeout='60' action='/said'/></Response>");
        receiver.answer("/said", "<Response><Gather input='speech' timeout='60' action='/end'/></Response>");
        receiver.answer("/end", "<Response><Pause length='100'/></Response>");
        String call = api.json("/_simulator/calls", "{\"from\":\"" + CALLER + "\",\"to\":\"" + NUMBER + "\"}")
                .field("call_sid");
        simulator.clock().advance(Duration.ofSeconds(1));
        admin("press", call, ",\"keys\":\"12\"");
        simulator.clock().advance(Duration.ofSeconds(1));
        admin("say", call, ",\"words\":\"a pizza\"");
        simulator.clock().advance(Duration.ofSeconds(5));
        admin("hang_up", call, "");
        assertThat(field(call, "status")).isEqualTo("completed");
        assertThat(receiver.values("Digits")).contains("12");
        assertThat(receiver.values("SpeechResult")).contains("a pizza");

        simulator.callScript(CALLER, CallScript.noAnswer());
        String ringing = api.dial(CALLER);
        simulator.clock().advance(Duration.ofSeconds(5));
        admin("answer", ringing, "");
        simulator.clock().advance(Duration.ofSeconds(500));
        assertThat(field(ringing, "status")).isEqualTo("in-progress");

        assertThat(api.json("/_simulator/calls/press", "{\"call_sid\":\"" + call + "\",\"keys\":\"1\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.json("/_simulator/calls/press", "{\"call_sid\":\"" + ringing + "\",\"keys\":\"x\"}")
                        .status())
                .isEqualTo(400);
    }

    private void admin(String what, String call, String members) {
        assertThat(api.json("/_simulator/calls/" + what, "{\"call_sid\":\"" + call + "\"" + members + "}")
                        .status())
                .isEqualTo(204);
    }

    private String application(String voice) {
        return String.valueOf(Api.object(api.json(
                                "/v2/texml_applications",
                                "{\"friendly_name\":\"ivr\",\"status_callback\":\"" + receiver.url("/status")
                                        + "\",\"voice_url\":\"" + receiver.url(voice) + "\"}")
                        .json()
                        .get("data"))
                .get("id"));
    }

    private String field(String call, String name) {
        return api.get(api.account("/Calls/" + call)).field(name);
    }
}
