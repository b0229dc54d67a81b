package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.internal.journal.JournalBook;
import io.texml.simulator.journal.Journal;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedCallback.Outcome;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.journal.TimelineEntry;
import io.texml.simulator.journal.TimelineEntry.Kind;
import io.texml.simulator.script.CallScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final String NUMBER = "+17735550199";

    private final TexmlSimulator simulator = TexmlSimulator.start();
    private final Api api = new Api(simulator);

    @BeforeEach
    void dialAndHangUp() {
        String sid = api.dial(NUMBER, "\"SipAuthPassword\":\"hunter2\"", "\"StatusCallback\":\"http://192.0.2.1/\"");
        api.form(api.account("/Calls/" + sid), "Status=completed");
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void requestsAreFoundByOperationParameterHeaderAndStatus() {
        Journal journal = simulator.journal();
        RecordedRequest created = journal.verify("calls.create")
                .withParameter("To", NUMBER)
                .acted()
                .once();
        assertThat(created.bodyText()).contains("\"ApplicationSid\":\"app\"");
        assertThat(created.receivedAt()).isEqualTo(simulator.clock().now());
        journal.verify("calls.update")
                .withParameter("Status", "completed")
                .withHeader("content-type", "application/x-www-form-urlencoded")
                .withStatus(200)
                .withoutParameter("Url")
                .once();
        journal.verify("recordings.list").never();
        journal.verify("calls.list").atLeast(1);
        journal.verifyOrder("calls.create", "calls.update");
        assertThat(journal.awaitRequests("calls.update", 1, Duration.ofSeconds(1)))
                .hasSize(1);
    }

    @Test
    void aFailedCheckSaysWhatWasRequestedInstead() {
        Journal journal = simulator.journal();
        assertThatThrownBy(() -> journal.verify("calls.create")
                        .withParameter("To", "+15550100")
                        .once())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("exactly 1 request(s): calls.create, parameter To")
                .hasMessageContaining(
                        "\nbut there were 0. The latest 3 of 3 request(s):\n  #1 POST calls.create -> 200\n");
        assertThatThrownBy(() -> journal.verify("calls.create").never()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> journal.verifyOrder("calls.update", "calls.create"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("calls.create is missing");
        assertThatThrownBy(() -> journal.awaitCallbacks("stream", 1, Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected 1 of stream");
    }

    @Test
    void callbacksAreFoundByKindCallFieldAndOutcome() {
        simulator.clock().advanceUntilIdle();
        Journal journal = simulator.journal();
        RecordedCallback completed = journal.verifyCallbacks("call-completed")
                .withField("CallStatus", "canceled")
                .withOutcome(Outcome.REFUSED)
                .once();
        journal.verifyCallbacks("call-completed").ofCall(completed.callSid()).times(1);
        journal.verifyCallbacks("call-completed").delivered().never();
        journal.verifyCallbacks("call-ringing").never();
        assertThatThrownBy(() ->
                        journal.verifyCallbacks("call-completed").delivered().atLeast(1))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected at least 1 callback(s): call-completed, DELIVERED\n"
                        + "but there were 0. The latest 1 of 1 callback(s):\n"
                        + "  call-completed (attempt 1) -> REFUSED");
    }

    @Test
    void anAssertionAboutANameThatDoesNotExistIsAnError() {
        Journal journal = simulator.journal();
        for (ThrowingCallable misspelt : List.<ThrowingCallable>of(
                () -> journal.verify("calls.creat").never(),
                () -> journal.requests("calls.creat"),
                () -> journal.count("calls.creat"),
                () -> journal.verifyOrder("calls.creat"),
                () -> journal.awaitRequests("calls.creat", 1, Duration.ofSeconds(1)))) {
            assertThatThrownBy(misspelt)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("There is no operation calls.creat; did you mean calls.create?");
        }
        for (ThrowingCallable misspelt : List.<ThrowingCallable>of(
                () -> journal.verifyCallbacks("call-complete").never(),
                () -> journal.callbacks("call-complete"),
                () -> journal.awaitCallbacks("call-complete", 1, Duration.ofSeconds(1)))) {
            assertThatThrownBy(misspelt)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("There is no callback call-complete; did you mean call-completed?");
        }
    }

    @Test
    void whatARefusedRequestSaidIsRememberedToo() {
        simulator
                .faults()
                .add(Fault.status(503).on("calls.create", "calls.update").times(2));
        api.json(api.account("/Calls"), "{\"To\":\"+15550100\",\"ApplicationSid\":\"app\",\"From\":\"+15550101\"}");
        api.form(api.account("/Calls/x"), "Status=completed");
        api.json(
                api.account("/Calls"), "{\"To\":\"+15550100\",\"Misspelt\":1,\"ApplicationSid\":\"a\",\"From\":\"b\"}");
        api.json(api.account("/Calls"), "nonsense");
        Journal journal = simulator.journal();
        journal.verify("calls.create")
                .withParameter("To", "+15550100")
                .withStatus(503)
                .once();
        journal.verify("calls.update")
                .withParameter("Status", "completed")
                .withStatus(503)
                .once();
        journal.verify("calls.create")
                .withParameter("Misspelt", "1")
                .withStatus(422)
                .once();
        assertThat(journal.verify("calls.create").withStatus(400).once().parameters())
                .isEmpty();
    }

    @Test
    void parametersAreCutAndCountedAsBodiesAre() {
        try (TexmlSimulator other = TexmlSimulator.builder().start()) {
            Api client = new Api(other);
            String form =
                    "ApplicationSid=app&From=%2B13125550147&To=%2B13125550148&StatusCallback=http%3A%2F%2F127.0.0.1%2F"
                            + "x".repeat(200_000);
            for (int i = 0; i < 600; i++) {
                client.form(client.account("/Calls"), form);
            }

            assertThat(other.journal().dropped()).isPositive();
            assertThat(other.journal().requests()).allSatisfy(request -> assertThat(
                            String.join("", request.parameters().values()))
                    .hasSizeLessThanOrEqualTo(64 * 1024));
        }
    }

    @Test
    void theBodiesOfManyRequestsAreBoundedToo() {
        String body = "{\"ApplicationSid\":\"" + "a".repeat(JournalBook.LONGEST_BODY) + "\"}";
        JournalBook book = new JournalBook(10_000);
        byte[] kept = JournalBook.kept(body.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 1_000; i++) {
            book.add(
                    i,
                    new RecordedRequest(
                            i, Instant.EPOCH, "calls.create", "POST", "/", "", Map.of(), kept, Map.of(), 422, false));
        }
        assertThat(book.requests()).hasSize(512);
        assertThat(book.dropped()).isEqualTo(488);
        assertThat(book.requests().get(511).number()).isEqualTo(999);
    }

    @Test
    void theTimelineOfACallHoldsWhatConcernedItInOrder() {
        simulator.callScript("+17735550100", CallScript.answered().withRingsAfter(Duration.ofMillis(400)));
        String sid = api.dial("+17735550100", "\"StatusCallback\":\"http://192.0.2.1/\"");
        api.dial("+17735550101");
        simulator.clock().advance(Duration.ofMillis(300));
        api.form(api.account("/Calls/" + sid.replace(":", "%3A")), "Status=completed");
        simulator.clock().advance(Duration.ofSeconds(1));
        api.get(api.account("/Recordings.json?CallSid=" + sid));

        List<TimelineEntry> timeline = simulator.journal().timeline(sid);

        assertThat(timeline.stream().map(entry -> entry.kind() + " " + entry.detail()))
                .containsExactly(
                        "STATE queued",
                        "STATE initiated",
                        "REQUEST #8 POST calls.update -> 200",
                        "STATE canceled",
                        "CALLBACK call-completed (attempt 1) -> REFUSED",
                        "REQUEST #9 GET recordings.list -> 422");
        assertThat(timeline).isSortedAccordingTo(Comparator.comparing(TimelineEntry::at));
        assertThat(timeline.get(0)).hasToString("2026-01-05T09:00:00Z STATE queued");
        assertThat(simulator.journal().timeline("no such call")).isEmpty();
    }

    @Test
    void notesAreFoundByKindAndBoundedLikeTheRest() {
        JournalBook book = new JournalBook(2);
        for (int i = 0; i < 3; i++) {
            book.note(Kind.VERB_NOT_RUN, "v3:" + i, Instant.EPOCH, "x".repeat(1_000) + i);
        }
        assertThat(book.notes(Kind.VERB_NOT_RUN))
                .extracting(TimelineEntry::callSid)
                .containsExactly("v3:1", "v3:2");
        assertThat(book.notes(Kind.VERB_NOT_RUN).get(0).detail()).hasSize(JournalBook.LONGEST_DETAIL);
        assertThat(book.notes(Kind.VERB)).isEmpty();
        assertThat(book.dropped()).isEqualTo(1);
        book.clear();
        assertThat(book.notes(Kind.VERB_NOT_RUN)).isEmpty();
    }

    @Test
    void theMostLiveCallsAreCountedFromTheDialToTheEnd() {
        Journal journal = simulator.journal();
        String main = simulator.accountSid();
        assertThat(journal.mostLiveCalls()).isEqualTo(1);
        List<String> sids = List.of(api.dial("+17735550100"), api.dial("+17735550101"), api.dial("+17735550102"));
        assertThat(journal.mostLiveCalls()).isEqualTo(3);
        api.form(api.account("/Calls/" + sids.get(0)), "Status=completed");
        api.dial("+17735550103");
        assertThat(journal.mostLiveCalls(main)).isEqualTo(3);
        simulator.clock().advanceUntilIdle();
        api.dial("+17735550104");
        assertThat(journal.mostLiveCalls()).isEqualTo(3);
        assertThat(journal.mostLiveCalls("another account")).isZero();

        journal.clear();
        assertThat(journal.mostLiveCalls()).as("the one that lives on").isEqualTo(1);
        simulator.reset();
        assertThat(journal.mostLiveCalls()).isZero();
    }

    @Test
    void everyKindOfCallbackHasAName() {
        for (String kind : List.of("call-dtmf", "gather-partial", "pay-status", "queue-action", "call-cost")) {
            simulator.journal().verifyCallbacks(kind).never();
        }
    }

    @Test
    void nothingThatIsPrintedHoldsNumbersKeysOrSecrets() {
        simulator.clock().advanceUntilIdle();
        String printed = simulator + " " + simulator.journal().requests()
                + simulator.journal().callbacks() + simulator.faults().active();
        assertThatThrownBy(() -> simulator.journal().verify("calls.create").never())
                .message()
                .doesNotContain(NUMBER)
                .doesNotContain("hunter2");
        assertThat(printed)
                .contains("call-completed")
                .doesNotContain(NUMBER)
                .doesNotContain("hunter2")
                .doesNotContain(simulator.apiKey());
    }
}
