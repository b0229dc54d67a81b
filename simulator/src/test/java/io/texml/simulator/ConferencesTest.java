package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.script.CallScript;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConferencesTest {

    private final CallbackReceiver receiver = new CallbackReceiver();
    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .callScript(CallScript.answered()
                    .withRingsAfter(Duration.ofSeconds(1))
                    .withAnswersAfter(Duration.ofSeconds(1))
                    .withTalks(Duration.ofSeconds(60)))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void everyCallbacksSignatureVerifies() {
        assertThat(receiver.received()).allMatch(callback -> callback.signedBy(simulator.publicKey()));
        simulator.close();
        receiver.close();
    }

    @Test
    void aConferenceLivesWithItsCalls() {
        Api.Answer first = participant("standup", "+17735550101", "&Label=first");
        String conference = first.field("conference_sid");
        assertThat(first.field("status")).isEqualTo("connecting");
        assertThat(conference(conference).field("status")).isEqualTo("init");
        Api.Answer second = participant(conference, "+17735550102", "");
        assertThat(second.field("conference_sid")).isEqualTo(conference);
        simulator.clock().advance(Duration.ofSeconds(2));
        assertThat(conference(conference).field("status")).isEqualTo("in-progress");
        assertThat(api.get(path(conference, "/Participants")).items("participants"))
                .hasSize(2)
                .allMatch(participant -> "connected".equals(participant.get("status")));
        simulator.clock().advance(Duration.ofSeconds(61));
        Api.Answer ended = conference(conference);
        assertThat(ended.field("status")).isEqualTo("completed");
        assertThat(ended.field("reason_conference_ended")).isEqualTo("last-participant-left");
        assertThat(ended.field("call_sid_ending_conference")).startsWith("v3:");
        assertThat(api.get(path(conference, "/Participants")).items("participants"))
                .isEmpty();
        assertThat(api.get(api.account("/Conferences?Status=completed&FriendlyName=standup"))
                        .items("conferences"))
                .hasSize(1);
    }

    @Test
    void participantsAreFoundByLabelMutedHeldCoachedAndRemoved() {
        String conference =
                participant("room", "+17735550101", "&Label=front+desk").field("conference_sid");
        String coached = participant(conference, "+17735550102", "").field("call_sid");
        simulator.clock().advance(Duration.ofSeconds(2));
        String address = path(conference, "/Participants/front%20desk");
        assertThat(api.form(address, "Muted=true").field("muted")).isEqualTo("true");
        assertThat(api.form(address, "Muted=false&Hold=true").field("hold")).isEqualTo("true");
        assertThat(api.form(address, "AnnounceUrl=http%3A%2F%2F127.0.0.1%2Fa").errorCode())
                .isEqualTo("90047");
        assertThat(api.form(address, "Coaching=true").errorCode()).isEqualTo("10004");
        assertThat(api.form(address, "Coaching=true&CallSidToCoach=" + coached).field("coaching_call_sid"))
                .isEqualTo(coached);
        assertThat(api.delete(address).status()).isEqualTo(204);
        assertThat(api.get(path(conference, "/Participants")).items("participants"))
                .hasSize(1);
        assertThat(api.delete(path(conference, "/Participants/nobody")).text())
                .isEqualTo("{\"errors\":[{\"detail\":\"Resource not found\"}]}");
    }

    @Test
    void aConferenceEndsWhenTheParticipantLeavesThatEndsIt() {
        String conference = participant("room", "+17735550101", "&EndConferenceOnExit=true&Label=host")
                .field("conference_sid");
        String guest = participant(conference, "+17735550102", "").field("call_sid");
        simulator.clock().advance(Duration.ofSeconds(2));
        api.delete(path(conference, "/Participants/host"));
        assertThat(conference(conference).field("reason_conference_ended"))
                .isEqualTo("participant-with-end-conference-on-exit-left");
        assertThat(api.get(api.account("/Calls/" + guest)).field("status")).isEqualTo("completed");
    }

    @Test
    void aConferenceCanBeEndedOnceAndIsRecorded() {
        String conference = participant(
                        "room",
                        "+17735550101",
                        "&ConferenceRecord=record-from-start&ConferenceStatusCallbackEvent=start+end+join+leave"
                                + "&ConferenceStatusCallback=" + receiver.url("/conference"))
                .field("conference_sid");
        simulator.clock().advance(Duration.ofSeconds(5));
        assertThat(api.get(path(conference, "/Recordings"))
                        .items("recordings")
                        .get(0)
                        .get("status"))
                .isEqualTo("processing");
        assertThat(api.form(path(conference, ""), "Status=completed").field("reason_conference_ended"))
                .isEqualTo("conference-ended-via-api");
        assertThat(api.form(path(conference, ""), "Status=completed").errorCode())
                .isEqualTo("90019");
        simulator.clock().advanceUntilIdle();
        Api.Answer plain = api.get(path(conference, "/Recordings"));
        assertThat(plain.items("recordings").get(0))
                .containsEntry("status", "completed")
                .containsEntry("duration", 3L);
        assertThat(plain.json()).containsKey("participants");
        assertThat(plain.field("uri")).endsWith("/Recordings.json?page=0&pagesize=20");
        assertThat(api.get(path(conference, "/Recordings.json"))
                        .items("recordings")
                        .get(0))
                .containsEntry("duration", "3")
                .containsEntry("source", "Conference");
        assertThat(receiver.values("StatusCallbackEvent"))
                .containsExactly("conference-start", "participant-join", "participant-leave", "conference-end");
        assertThat(receiver.received()).allMatch(callback -> callback.signedBy(simulator.publicKey()));
    }

    @Test
    void aCallThatIsSentElsewhereLeavesItsConference() {
        String call = api.dial(
                "+17735550101",
                "\"Texml\":\"<Response><Dial><Conference statusCallback='" + receiver.url("/conference")
                        + "' statusCallbackEvent='join leave end'>first</Conference></Dial></Response>\"");
        simulator.clock().advance(Duration.ofSeconds(2));
        String first = running("first");
        api.form(
                api.account("/Calls/" + call),
                "Texml=<Response><Dial><Conference>second</Conference></Dial></Response>".replace("<", "%3C"));
        assertThat(conference(first).field("status")).isEqualTo("completed");
        assertThat(api.get(path(running("second"), "/Participants")).items("participants"))
                .hasSize(1);
        assertThat(api.get(api.account("/Calls/" + call)).field("status")).isEqualTo("in-progress");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("StatusCallbackEvent"))
                .containsExactly("participant-join", "participant-leave", "conference-end");
    }

    @Test
    void aConferenceThatNobodyEntersEndsWithoutHavingStarted() {
        simulator.callScript("+17735550101", CallScript.busy());
        Api.Answer joined = participant("room", "+17735550101", "");
        simulator.clock().advanceUntilIdle();
        assertThat(conference(joined.field("conference_sid")).field("status")).isEqualTo("completed");
        assertThat(api.get(path(joined.field("conference_sid"), "/Participants/" + joined.field("call_sid")))
                        .field("status"))
                .isEqualTo("completed");
    }

    @Test
    void aFullConferenceRefusesAnotherParticipant() {
        String conference =
                participant("room", "+17735550101", "&MaxParticipants=2").field("conference_sid");
        participant(conference, "+17735550102", "");
        assertThat(participant(conference, "+17735550103", "").errorCode()).isEqualTo("90032");
    }

    @Test
    void markupBringsCallsIntoConferencesAndQueues() {
        api.dial(
                "+17735550101",
                "\"Texml\":\"<Response><Say>Hi</Say><Dial><Conference>lobby</Conference></Dial></Response>\"");
        String waiting = api.dial("+17735550102", "\"Texml\":\"<Response><Enqueue>support</Enqueue></Response>\"");
        simulator.clock().advance(Duration.ofSeconds(12));
        assertThat(api.get(api.account("/Conferences?FriendlyName=lobby")).items("conferences"))
                .hasSize(1);
        Api.Answer queue = api.get(api.account("/Queues/support"));
        assertThat(queue.field("current_size")).isEqualTo("1");
        assertThat(queue.field("average_wait_time")).isEqualTo("10");
        assertThat(api.delete(api.account("/Queues/support")).errorCode()).isEqualTo("90050");
        api.form(api.account("/Calls/" + waiting), "Status=completed");
        assertThat(api.delete(api.account("/Queues/support")).status()).isEqualTo(204);
    }

    @Test
    void everythingToldOfAConferencesRecordingNamesOneCall() {
        String conference = participant(
                        "room",
                        "+17735550101",
                        "&ConferenceRecord=true&ConferenceRecordingStatusCallbackEvent=in-progress+completed"
                                + "&ConferenceRecordingStatusCallback=" + receiver.url("/recording"))
                .field("conference_sid");
        simulator.clock().advance(Duration.ofSeconds(1));
        participant(conference, "+17735550102", "");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("RecordingStatus")).containsExactly("in-progress", "completed");
        assertThat(receiver.values("CallSid"))
                .hasSize(2)
                .containsOnly(api.get(path(conference, "/Recordings"))
                        .items("recordings")
                        .get(0)
                        .get("call_sid")
                        .toString());
    }

    @Test
    void aConferenceInMarkupIsRecordedAsItAsks() {
        api.dial(
                "+17735550101",
                "\"Texml\":\"<Response><Dial><Conference record='record-from-start' sendRecordingUrl='false'"
                        + " recordingStatusCallbackEvent='in-progress completed' recordingStatusCallback='"
                        + receiver.url("/recording") + "'>room</Conference></Dial></Response>\"");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("RecordingStatus")).containsExactly("in-progress", "completed");
        assertThat(receiver.values("RecordingSource")).containsOnly("Conference");
        assertThat(receiver.received()).noneMatch(callback -> callback.fields().containsKey("RecordingUrl"));
    }

    @Test
    void whatTheFirstDidNotAskForOfAConferenceALaterOneMay() {
        String conference = participant("room", "+17735550101", "").field("conference_sid");
        simulator.clock().advance(Duration.ofSeconds(2));
        participant(
                conference,
                "+17735550102",
                "&ConferenceRecord=record-from-start&ConferenceStatusCallback=" + receiver.url("/late"));
        participant(conference, "+17735550103", "&ConferenceStatusCallback=" + receiver.url("/ignored"));
        simulator.clock().advance(Duration.ofSeconds(5));
        assertThat(receiver.values("StatusCallbackEvent")).containsExactly("participant-join", "participant-join");
        assertThat(receiver.received()).allMatch(callback -> callback.path().equals("/late"));
        assertThat(api.get(path(conference, "/Recordings")).items("recordings")).hasSize(1);
    }

    @Test
    void aConferenceThatNeverStartsTellsThatItsRecordingIsAbsent() {
        simulator.callScript("+17735550101", CallScript.noAnswer());
        participant(
                "room",
                "+17735550101",
                "&ConferenceRecord=true&ConferenceRecordingStatusCallbackEvent=absent"
                        + "&ConferenceRecordingStatusCallback=" + receiver.url("/recording"));
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("RecordingStatus")).containsExactly("absent");
    }

    @Test
    void announcementsAreFetchedWithTheirMethodAndLeadOn() {
        receiver.answer("/hello", "<Response><Say>Hello to all of you</Say><Redirect>more</Redirect></Response>");
        receiver.answer("/more", "<Response><Pause length='3'/><Redirect>again</Redirect></Response>");
        String conference = participant("room", "+17735550101", "&Label=first").field("conference_sid");
        simulator.clock().advance(Duration.ofSeconds(2));
        api.form(path(conference, "/Participants/first"), "AnnounceUrl=" + receiver.url("/hello"));
        simulator.clock().advance(Duration.ofSeconds(1));
        assertThat(receiver.received())
                .extracting(CallbackReceiver.Received::path)
                .containsExactly("/hello");
        simulator.clock().advance(Duration.ofSeconds(2));
        assertThat(receiver.received())
                .extracting(CallbackReceiver.Received::path)
                .containsExactly("/hello", "/more");
        api.form(path(conference, ""), "AnnounceMethod=GET&AnnounceUrl=" + receiver.url("/to-all"));
        simulator.clock().advance(Duration.ZERO);
        assertThat(simulator.journal().callbacks("instruction-fetch"))
                .extracting(fetch -> fetch.method() + " " + fetch.url())
                .last()
                .isEqualTo("GET " + receiver.url("/to-all"));
        api.delete(path(conference, "/Participants/first"));
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received()).noneMatch(callback -> callback.path().equals("/again"));
    }

    @Test
    void whoIsHeldHearsTheHoldAddressOnceAndIsShownAsHeld() {
        String conference = participant("room", "+17735550101", "&Label=first").field("conference_sid");
        simulator.clock().advance(Duration.ofSeconds(2));
        String address = path(conference, "/Participants/first");
        String hold = "Hold=true&HoldMethod=GET&HoldUrl=" + receiver.url("/hold");
        assertThat(api.form(address, hold).field("hold")).isEqualTo("true");
        api.form(address, hold);
        simulator.clock().advance(Duration.ofSeconds(1));
        assertThat(api.get(address).field("hold")).isEqualTo("true");
        simulator.journal().verifyCallbacks("instruction-fetch").once();
        assertThat(simulator.journal().callbacks("instruction-fetch").get(0).method())
                .isEqualTo("GET");
        assertThat(api.form(address, "Hold=false").field("hold")).isEqualTo("false");
    }

    @Test
    void whoWaitsForTheStartHearsTheWaitAddress() {
        receiver.answer("/wait", "<Response><Pause length='5'/><Redirect>wait</Redirect></Response>");
        String wait = "&StartConferenceOnEnter=false&WaitUrl=" + receiver.url("/wait");
        String conference = participant("room", "+17735550101", wait).field("conference_sid");
        simulator.clock().advance(Duration.ofSeconds(9));
        assertThat(conference(conference).field("status")).isEqualTo("init");
        simulator.journal().verifyCallbacks("instruction-fetch").times(2);
        participant(conference, "+17735550102", "&WaitUrl=" + receiver.url("/never"));
        simulator.clock().advance(Duration.ofSeconds(20));
        simulator.journal().verifyCallbacks("instruction-fetch").times(2);
    }

    @Test
    void whatAWaitingParticipantHearsCanBeChanged() {
        for (String address : new String[] {"/first", "/second"}) {
            receiver.answer(
                    address, "<Response><Pause length='5'/><Redirect>again" + address + "</Redirect></Response>");
        }
        String wait = "&Label=first&StartConferenceOnEnter=false&WaitUrl=" + receiver.url("/first");
        String conference = participant("room", "+17735550101", wait).field("conference_sid");
        simulator.clock().advance(Duration.ofSeconds(4));
        api.form(path(conference, "/Participants/first"), "WaitUrl=" + receiver.url("/second"));
        simulator.clock().advance(Duration.ofSeconds(20));
        assertThat(receiver.received())
                .extracting(CallbackReceiver.Received::path)
                .containsExactly("/first", "/second", "/again/second");
    }

    @Test
    void whoIsHeldAgainDoesNotHearTheFirstHoldToo() {
        receiver.answer("/one", "<Response><Pause length='5'/><Redirect>more</Redirect></Response>");
        String conference = participant("room", "+17735550101", "&Label=first").field("conference_sid");
        simulator.clock().advance(Duration.ofSeconds(2));
        String address = path(conference, "/Participants/first");
        api.form(address, "Hold=true&HoldUrl=" + receiver.url("/one"));
        simulator.clock().advance(Duration.ofSeconds(1));
        api.form(address, "Hold=false");
        api.form(address, "Hold=true&HoldUrl=" + receiver.url("/two"));
        simulator.clock().advance(Duration.ofSeconds(20));
        assertThat(receiver.received())
                .extracting(CallbackReceiver.Received::path)
                .containsExactly("/one", "/two");
    }

    @Test
    void whoIsStillCalledHearsNothing() {
        String conference = participant("room", "+17735550101", "&Label=first").field("conference_sid");
        api.form(path(conference, "/Participants/first"), "Hold=true&HoldUrl=" + receiver.url("/hold"));
        api.form(path(conference, "/Participants/first"), "Hold=false&AnnounceUrl=" + receiver.url("/announce"));
        api.form(path(conference, ""), "AnnounceUrl=" + receiver.url("/announce"));
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void whoNamesNoApplicationHasThatOfWhoWasThereFirst() {
        String conference = participant("room", "+17735550101", "").field("conference_sid");
        api.form(
                path(conference, "/Participants"),
                "From=%2B13125550147&To=%2B17735550102&StatusCallback=" + receiver.url("/status"));
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("ConnectionId")).containsExactly("app");
    }

    @Test
    void participantsTakeJsonBecauseAFormCannotCarryCustomHeaders() {
        Api.Answer created = api.json(
                path("room", "/Participants"),
                "{\"ApplicationSid\":\"app\",\"From\":\"+13125550147\",\"To\":\"+17735550101\","
                        + "\"CustomHeaders\":[{\"name\":\"X-A\",\"value\":\"1\"}]}");
        assertThat(created.status()).isEqualTo(200);
        assertThat(List.of(created.field("muted"), created.field("hold"))).containsOnly("false");
    }

    private Api.Answer participant(String conference, String to, String more) {
        return api.form(
                path(conference, "/Participants"),
                "ApplicationSid=app&From=%2B13125550147&To=" + to.replace("+", "%2B") + more);
    }

    private Api.Answer conference(String sid) {
        return api.get(path(sid, ""));
    }

    private String running(String name) {
        return String.valueOf(api.get(api.account("/Conferences?FriendlyName=" + name))
                .items("conferences")
                .get(0)
                .get("sid"));
    }

    private String path(String conference, String rest) {
        return api.account("/Conferences/" + conference + rest);
    }
}
