package io.texml.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.RequestValidationException;
import io.texml.aicalls.CreateAiCall;
import io.texml.applications.CreateApplication;
import io.texml.applications.ListApplications;
import io.texml.calls.CallOperations;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.calls.SipHeader;
import io.texml.calls.SiprecStatus;
import io.texml.calls.UpdateCall;
import io.texml.calls.UpdateSiprec;
import io.texml.conferences.ConferenceOperations;
import io.texml.conferences.CreateParticipant;
import io.texml.conferences.ListConferences;
import io.texml.conferences.UpdateParticipant;
import io.texml.internal.wire.RequestEncoder;
import io.texml.queues.CreateQueue;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not go out: it was seldom meant, and the server would take it for something else. */
class RefusedRequestsTest {

    private static final String NOT_A_SID =
            " must be printable ASCII without blanks, line breaks and quotes; give the sid alone";
    private static final String HALF = " has half of a surrogate pair; give whole characters";
    private static final LocalDate MAY_1 = LocalDate.of(2023, 5, 1);
    private static final LocalDate MAY_2 = LocalDate.of(2023, 5, 2);

    @Test
    void everyProblemIsASentenceOfItsOwn() {
        assertThatThrownBy(() -> CreateCall.builder().applicationSid("1").build())
                .hasMessage("CreateCall cannot be sent: From is required; set it. To is required; set it.");
        assertThatThrownBy(() -> call().to(" ").build()).hasMessage("CreateCall cannot be sent: To must not be blank.");
    }

    static Stream<String> notSids() {
        return Stream.of(
                        " ", "\t", "\n", "\r\n", "\0", "\u0007", "\u007f", "\u0085", "\u00a0", "\u1680", "\u2003",
                        "\u2007", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\ufeff", "\u200b", "\u00ad", "\"",
                        "'", "`", "\u201c", "\u2019", "\u00ab", "\ud83d", "\ude00")
                .flatMap(odd -> Stream.of(odd + "v3:abc", "v3:abc" + odd, "v3:a" + odd + "bc"));
    }

    @ParameterizedTest
    @MethodSource("notSids")
    void aSidHasNoBlanksLineBreaksAndQuotes(String sid) {
        assertRefused(() -> TexmlRequest.of(CallOperations.GET).withPathValue("call_sid", sid), "call_sid" + NOT_A_SID);
        assertRefused(
                () -> RequestEncoder.encode("", TexmlRequest.of(CallOperations.LIST), sid), "account_sid" + NOT_A_SID);
        assertThatThrownBy(() -> call().applicationSid(sid).build())
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("ApplicationSid ");
        assertThatThrownBy(() -> TexmlRequest.of(ConferenceOperations.PARTICIPANTS_GET)
                        .withPathValue("call_sid_or_participant_label", sid))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("call_sid_or_participant_label ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\ufeff\n", ".", ".."})
    void aSidThatNamesNothingIsRefused(String sid) {
        assertRefused(
                () -> TexmlRequest.of(CallOperations.GET).withPathValue("call_sid", sid),
                "call_sid must not be blank, '.' or '..'; give the sid");
    }

    @Test
    void aSidThatIsNullIsRefusedLikeOthers() {
        assertRefused(
                () -> TexmlRequest.of(CallOperations.GET).withPathValue("call_sid", null),
                "call_sid must not be null; give the sid");
        assertRefused(
                () -> call().applicationSid(null).build(), "ApplicationSid must not be null; leave it out instead");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"v3:abc-_=", "v3:a/b+c==", "a?b#c%d", "1293384261075731499", "2d9b6e04-71c3-4f58-8a6d-b3e0"})
    void whatIsOddInASidAndLegalGoesOut(String sid) {
        assertThat(TexmlRequest.of(CallOperations.GET)
                        .withPathValue("call_sid", sid)
                        .pathValues())
                .containsEntry("call_sid", sid);
        assertThatCode(() -> call().applicationSid(sid).superviseCallSid(sid).build())
                .doesNotThrowAnyException();
    }

    @Test
    void everySidAmongTheParametersIsChecked() {
        assertRefused(() -> call().superviseCallSid("v3:a ").build(), "SuperviseCallSid" + NOT_A_SID);
        assertRefused(
                () -> CreateAiCall.builder()
                        .from("a")
                        .to("b")
                        .aiAssistantId("assistant\n")
                        .build(),
                "AIAssistantId" + NOT_A_SID);
        assertRefused(
                () -> CreateParticipant.builder()
                        .applicationSid("'1'")
                        .callSidToCoach("v3:\u00a0a")
                        .build(),
                "ApplicationSid" + NOT_A_SID,
                "CallSidToCoach" + NOT_A_SID);
        assertRefused(() -> UpdateParticipant.builder().callSidToCoach("").build(), "CallSidToCoach must not be blank");
        assertRefused(
                () -> ListApplications.builder().outboundVoiceProfileId("1 ").build(),
                "filter[outbound_voice_profile_id]" + NOT_A_SID);
        assertRefused(
                () -> application().outboundVoiceProfileId("\"1\"").build(),
                "outbound.outbound_voice_profile_id" + NOT_A_SID);
        assertRefused(() -> call().applicationSid(" ").build(), "ApplicationSid must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"front desk", "Empfang \u00e9", "it's/2?", "\ud83d\ude00", "a\u200db"})
    void aLabelMayHaveBlanksInside(String label) {
        assertThatCode(() -> TexmlRequest.of(ConferenceOperations.PARTICIPANTS_GET)
                        .withPathValue("call_sid_or_participant_label", label))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {" desk", "desk\u00a0", "front\ndesk", "front\u2028desk", "a\0b"})
    void aLabelHasNoBlanksRoundItAndNoLineBreaks(String label) {
        assertThatThrownBy(() -> TexmlRequest.of(ConferenceOperations.PARTICIPANTS_GET)
                        .withPathValue("call_sid_or_participant_label", label))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("call_sid_or_participant_label must not ")
                .hasMessageContaining("give the sid or the label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ud83d", "\ude00b", "\ud83da", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void halfOfACharacterIsRefusedWhereverItStands(String text) {
        assertRefused(() -> call().callerId(text).build(), "CallerId" + HALF);
        assertRefused(() -> call().to(text).build(), "To" + HALF);
        assertRefused(() -> call().preferredCodecs(List.of("PCMU", text)).build(), "PreferredCodecs" + HALF);
        assertRefused(
                () -> call().additionalParameter("Newer", Map.of("a", List.of("b", Map.of("c", text))))
                        .build(),
                "Newer" + HALF);
        assertRefused(() -> call().additionalParameter("Newer", Map.of(text, 1)).build(), "Newer" + HALF);
        assertRefused(() -> call().additionalParameter(text, 1).build(), "the name of a parameter" + HALF);
        assertRefused(
                () -> call().url(URI.create("https://example.com/" + text)).build(), "Url" + HALF);
        assertRefused(() -> ListCalls.builder().status(CallStatus.of(text)).build(), "Status" + HALF);
        assertRefused(() -> application().inboundSipSubdomain(text).build(), "inbound.sip_subdomain" + HALF);
        assertRefused(() -> CreateQueue.builder().friendlyName(text).build(), "FriendlyName" + HALF);
        assertRefused(() -> TexmlRequest.of(CallOperations.LIST).withParameter("From", text), "From" + HALF);
        assertRefused(
                () -> TexmlRequest.of(ConferenceOperations.PARTICIPANTS_GET)
                        .withPathValue("call_sid_or_participant_label", text),
                "call_sid_or_participant_label" + HALF);
        assertThatThrownBy(() -> new SipHeader("X-A", text)).hasMessageContaining("value" + HALF);
    }

    @Test
    void wholeCharactersOutsideOfTheBasicPlaneGoOut() {
        assertThatCode(() -> call().callerId("\ud83d\ude00a\ud83d\ude00").build())
                .doesNotThrowAnyException();
    }

    @Test
    void nullInsideOfAValueIsRefusedUnderTheNameOfTheParameter() {
        Map<String, String> variables = new HashMap<>();
        variables.put("name", null);
        Collection<SipHeader> headers = Collections.singletonList(null);

        assertRefused(
                () -> call().additionalParameter("Newer", variables).build(),
                "Newer must not be null; leave it out instead");
        assertRefused(
                () -> call().customHeaders(headers).build(), "CustomHeaders must not be null; leave it out instead");
        assertRefused(
                () -> TexmlRequest.of(CallOperations.LIST).withParameter("From", null),
                "From must not be null; leave it out instead");
    }

    @Test
    void aValueThatTheDocumentationLeavesOutIsRefusedAndAnUnknownOneIsNot() {
        String problem = "Status must be canceled, completed, failed, busy or no-answer, was ringing";
        assertRefused(() -> ListCalls.builder().status(CallStatus.RINGING).build(), problem);
        assertRefused(
                () -> ListCalls.builder()
                        .additionalParameter("Status", "ringing")
                        .build(),
                problem);
        assertRefused(
                () -> UpdateSiprec.builder().status(SiprecStatus.IN_PROGRESS).build(),
                "Status must be stopped, was in-progress");
        assertRefused(() -> UpdateCall.builder().status(CallStatus.BUSY).build(), "Status must be completed, was busy");
        assertThat(UpdateSiprec.builder()
                        .status(SiprecStatus.of("paused"))
                        .build()
                        .parameters())
                .isEqualTo(Map.of("Status", "paused"));
    }

    @Test
    void daysInTheWrongOrderAreRefused() {
        assertRefused(
                () -> calls().startedAfter(MAY_2).startedBefore(MAY_1).build(),
                "StartTime> must not be later than StartTime<; correct one of the days");
        assertRefused(
                () -> calls().endedAfter(MAY_2).endedBefore(MAY_1).build(),
                "EndTime> must not be later than EndTime<; correct one of the days");
        assertRefused(
                () -> calls().startedOn(MAY_2).endedOn(MAY_1).build(),
                "StartTime must not be later than EndTime; correct one of the days");
        assertRefused(
                () -> calls().startedAfter(MAY_2).endedBefore(MAY_1).build(),
                "StartTime> must not be later than EndTime<; correct one of the days");
        assertRefused(
                () -> calls().additionalParameter("StartTime_gt", "2023-05-02")
                        .additionalParameter("StartTime_lt", "2023-05-01")
                        .build(),
                "StartTime_gt must not be later than StartTime_lt; correct one of the days");
        assertRefused(
                () -> ListConferences.builder()
                        .createdOnOrAfter(MAY_2)
                        .updatedOn(MAY_1)
                        .build(),
                "DateCreated must not be later than DateUpdated; correct one of the days");
        assertRefused(
                () -> ListConferences.builder()
                        .createdOn(MAY_2)
                        .additionalParameter("DateUpdated", "<=2023-05-01")
                        .build(),
                "DateCreated must not be later than DateUpdated; correct one of the days");
    }

    @Test
    void aDayDoesNotGoTogetherWithDaysBeforeAndAfter() {
        for (String range : List.of("StartTime>", "StartTime<", "StartTime_gt", "StartTime_lt")) {
            assertRefused(
                    () -> calls().startedOn(MAY_1)
                            .additionalParameter(range, "2023-05-01")
                            .build(),
                    "StartTime and " + range + " exclude each other; set one of them");
        }
        assertRefused(
                () -> calls().endedOn(MAY_1).endedBefore(MAY_2).build(),
                "EndTime and EndTime< exclude each other; set one of them");
        assertRefused(
                () -> calls().startedAfter(MAY_1)
                        .additionalParameter("StartTime_gt", "2023-05-02")
                        .build(),
                "StartTime> and StartTime_gt are one filter; set one of them");
    }

    @Test
    void daysThatSelectSomethingGoOut() {
        assertThatCode(() -> {
                    calls().startedAfter(MAY_1).startedBefore(MAY_1).build();
                    calls().startedAfter(MAY_1)
                            .startedBefore(MAY_2)
                            .endedAfter(MAY_1)
                            .endedBefore(MAY_2)
                            .build();
                    calls().startedOn(MAY_1).endedOn(MAY_2).build();
                    calls().startedOn(MAY_2).endedAfter(MAY_1).build();
                    calls().startedAfter(MAY_1)
                            .additionalParameter("StartTime_gt", "2023-05-01")
                            .build();
                    calls().additionalParameter("StartTime>", "yesterday")
                            .startedBefore(MAY_1)
                            .build();
                    ListConferences.builder()
                            .createdOn(MAY_2)
                            .updatedOnOrAfter(MAY_1)
                            .build();
                    ListConferences.builder()
                            .additionalParameter("DateCreated", "<2023-05-02")
                            .updatedOn(MAY_1)
                            .build();
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X A", "X:A", "X-A:", "X\r\nA", "X(A)", "X-\u00e4", "X/A", "X@A", "X#A", "X\0"})
    void theNameOfASipHeaderIsAToken(String name) {
        String problem = " must be a token of SIP; take letters, digits and hyphens";
        assertRefused(() -> new SipHeader(name, "1"), "name" + problem);
        assertRefused(
                () -> call().additionalParameter("CustomHeaders", List.of(Map.of("name", name, "value", "1")))
                        .build(),
                "CustomHeaders.name" + problem);
        assertThatCode(() -> new SipHeader("X-a.b!c%d*e_f+g`h'i~9", "1")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\0b", "\u0007", "a\u007f", "\u0085", "a\tb", "a\u2028b"})
    void theValueOfASipHeaderHasNoControlCharacters(String value) {
        String problem = " must not have a line break or another control character; leave it out";
        assertRefused(() -> new SipHeader("X-A", value), "value" + problem);
        assertRefused(
                () -> CreateParticipant.builder()
                        .additionalParameter("CustomHeaders", List.of(Map.of("name", "X-A", "value", value)))
                        .build(),
                "CustomHeaders.value" + problem);
        assertThatCode(() -> new SipHeader("X-A", "a b;c=\"\u00e9\ud83d\ude00\""))
                .doesNotThrowAnyException();
        assertRefused(() -> new SipHeader(null, "1"), "name must not be null; set it");
        assertRefused(() -> new SipHeader("X-A", null), "value must not be null; set it");
    }

    private static CreateCall.Builder call() {
        return CreateCall.builder().applicationSid("1").from("+13125550147").to("+17735550199");
    }

    private static ListCalls.Builder calls() {
        return ListCalls.builder();
    }

    private static CreateApplication.Builder application() {
        return CreateApplication.builder().friendlyName("a").voiceUrl(URI.create("https://example.com"));
    }

    private static void assertRefused(ThrowingCallable request, String... problems) {
        assertThatThrownBy(request)
                .isInstanceOf(RequestValidationException.class)
                .satisfies(thrown -> assertThat(((RequestValidationException) thrown).problems())
                        .containsExactlyElementsOf(Arrays.asList(problems)));
    }
}
