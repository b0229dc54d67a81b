package io.texml.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.CallbackMethod;
import io.texml.DetectionMode;
import io.texml.MachineDetection;
import io.texml.RequestValidationException;
import io.texml.applications.ApplicationSort;
import io.texml.applications.CreateApplication;
import io.texml.applications.ListApplications;
import io.texml.applications.SipSubdomainReceiveSettings;
import io.texml.calls.CallEvent;
import io.texml.calls.CallOperations;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.CreateConnectionCall;
import io.texml.calls.ListCalls;
import io.texml.calls.SipHeader;
import io.texml.calls.StartSiprec;
import io.texml.calls.StartStream;
import io.texml.calls.UpdateCall;
import io.texml.conferences.CreateParticipant;
import io.texml.conferences.ListConferences;
import io.texml.conferences.UpdateConference;
import io.texml.conferences.UpdateParticipant;
import io.texml.markup.Hangup;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.queues.CreateQueue;
import io.texml.queues.UpdateQueue;
import io.texml.recordings.ListRecordings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

    private static final URI ADDRESS = URI.create("https://hooks.example.com/voice.xml");

    @Test
    void oneErrorNamesEverythingThatIsWrong() {
        assertThatThrownBy(() -> CreateCall.builder()
                        .from(" ")
                        .url(URI.create("/voice.xml"))
                        .texml("<Response/>")
                        .timeout(Duration.ofSeconds(4))
                        .timeLimit(Duration.ofMillis(1500))
                        .build())
                .isInstanceOf(RequestValidationException.class)
                .hasMessageStartingWith("CreateCall cannot be sent: ")
                .satisfies(thrown -> assertThat(((RequestValidationException) thrown).problems())
                        .containsExactlyInAnyOrder(
                                "TimeLimit must be a whole number of seconds; round it",
                                "Timeout must be 5 to 120, was 4",
                                "From must not be blank",
                                "To is required; set it",
                                "ApplicationSid is required; set it",
                                "Url and Texml exclude each other; set one of them",
                                "Url must be an absolute http or https URL"));
    }

    @Test
    void settingAParameterAgainTakesItsProblemAway() {
        CreateCall.Builder builder = call().timeout(Duration.ofMillis(7_500)).statusCallbackEvents(List.of());

        assertRefused(
                builder::build,
                "Timeout must be a whole number of seconds; round it",
                "StatusCallbackEvent must not be empty; leave it out instead");
        assertRefused(
                builder::build,
                "Timeout must be a whole number of seconds; round it",
                "StatusCallbackEvent must not be empty; leave it out instead");
        CreateCall request = builder.timeout(Duration.ofSeconds(8))
                .statusCallbackEvents(List.of(CallEvent.ANSWERED))
                .build();
        assertThat(request.parameters()).containsEntry("Timeout", 8L).containsEntry("StatusCallbackEvent", "answered");
    }

    @Test
    void aValueThatWasRefusedDoesNotLeaveTheOneBefore() {
        assertRefused(
                () -> call().timeout(Duration.ofSeconds(8))
                        .timeout(Duration.ofMillis(7_500))
                        .build(),
                "Timeout must be a whole number of seconds; round it");
    }

    @Test
    void aDurationOfAnyLengthIsChecked() {
        assertRefused(
                () -> call().machineDetectionTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                        .timeLimit(Duration.ofSeconds(Long.MAX_VALUE))
                        .build(),
                "MachineDetectionTimeout must be shorter",
                "TimeLimit must be 30 to 14400, was 9223372036854775807");
        assertRefused(() -> call().timeout(Duration.ofSeconds(-10)).build(), "Timeout must be 5 to 120, was -10");
    }

    @Test
    void theBoundsHoldForNumbersOfEveryKind() {
        BigInteger wrapsToTen = BigInteger.ONE.shiftLeft(64).add(BigInteger.TEN);
        assertRefused(
                () -> call().additionalParameter("Timeout", wrapsToTen).build(),
                "Timeout must be 5 to 120, was 18446744073709551626");
        assertRefused(
                () -> call().additionalParameter("Timeout", 120.5).build(), "Timeout must be 5 to 120, was 120.5");
    }

    @Test
    void aParameterCannotChangeAfterwards() {
        List<Object> list = new ArrayList<>(List.of("a"));
        CreateCall request = call().additionalParameter("Newer", list).build();
        list.add("b");

        assertThat(request.parameters()).containsEntry("Newer", List.of("a"));
        assertThatThrownBy(() -> call().additionalParameter("Newer", new AtomicInteger(1)))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("Newer must be a string");
        assertThatThrownBy(() -> call().additionalParameter("Newer", Double.NaN))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("Newer must be a finite number");
    }

    @Test
    void aSipHeaderIsOneHeader() {
        assertThatThrownBy(() -> new SipHeader(" ", "1")).hasMessageContaining("name must not be blank");
        assertThatThrownBy(() -> new SipHeader("X-A", "hunter2\r\nX-B: 2"))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("line break")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Calls", "/Calls/{callSid}", "/Calls/{}", "/Calls/{call_sid", "/Calls?a=b", "/a b", "/a#b"})
    void aPathTemplateHasPlaceholdersOfSmallLettersAlone(String template) {
        assertThatThrownBy(() -> Operation.builder("own", HttpMethod.GET, template, ResponseType.of(Map.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pathTemplate must be a path");
    }

    @Test
    void instructionsThatAreNoXmlAreRefusedWithTheirPlace() {
        String broken = "<Response>\n<Say>+13125550147 & hunter2</Say></Response>";
        String problem =
                "Texml, line 2, column 20: this is no XML: an entity that is not declared, or an & that stands for"
                        + " itself; write &amp; for it";
        assertRefused(() -> call().texml(broken).build(), problem);
        assertRefused(() -> UpdateCall.builder().texml(broken).build(), problem);
        assertRefused(
                () -> CreateConnectionCall.builder()
                        .from("a")
                        .to("b")
                        .texml(broken)
                        .build(),
                problem);
        assertRefused(() -> call().texml("").build(), "Texml, line 1, column 1: this is no XML: it ends too early");
        assertRefused(() -> call().texml((String) null).build(), "Texml must not be null; leave it out instead");
        assertRefused(() -> call().texml((Texml) null).build(), "Texml must not be null; leave it out instead");
    }

    @Test
    void aDocumentGoesOutAsItsXml() {
        Texml document = Texml.of(Say.text("5 < 6 & 7"), Hangup.hangup());

        assertThat(call().texml(document).build())
                .isEqualTo(call().texml(document.toXml()).build());
        assertThat(UpdateCall.builder().texml(document).build().parameters()).containsEntry("Texml", document.toXml());
        assertThat(CreateConnectionCall.builder()
                        .from("a")
                        .to("b")
                        .texml(document)
                        .build()
                        .parameters())
                .containsEntry("Texml", document.toXml());
    }

    @Test
    void instructionsComeFromOnePlace() {
        String problem = "Url and Texml exclude each other; set one of them";
        assertRefused(() -> call().url(ADDRESS).texml("<Response/>").build(), problem);
        assertRefused(
                () -> UpdateCall.builder().url(ADDRESS).texml("<Response/>").build(), problem);
        assertRefused(
                () -> CreateConnectionCall.builder()
                        .from("a")
                        .to("b")
                        .url(ADDRESS)
                        .texml("<Response/>")
                        .build(),
                problem);
        assertThatCode(() -> call().build()).doesNotThrowAnyException();
    }

    @Test
    void coachingNeedsWhomToCoach() {
        String problem = "Coaching needs CallSidToCoach; set both";
        assertRefused(() -> CreateParticipant.builder().coaching(true).build(), problem);
        assertRefused(() -> UpdateParticipant.builder().coaching(true).build(), problem);
        assertThatCode(() -> UpdateParticipant.builder().coaching(false).build())
                .doesNotThrowAnyException();
        assertThatCode(() -> UpdateParticipant.builder()
                        .coaching(true)
                        .callSidToCoach("v3:a")
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void thePromptOfACallScreenerNeedsItsDetector() {
        Duration timeout = Duration.ofSeconds(5);
        String problem = "MachineDetectionPromptEndTimeout needs DetectionMode PremiumCallScreening; set both";
        assertRefused(() -> call().machineDetectionPromptEndTimeout(timeout).build(), problem);
        assertRefused(
                () -> call().machineDetectionPromptEndTimeout(timeout)
                        .detectionMode(DetectionMode.PREMIUM)
                        .build(),
                problem);
        assertThatCode(() -> call().machineDetectionPromptEndTimeout(timeout)
                        .detectionMode(DetectionMode.PREMIUM_CALL_SCREENING)
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void thePurityOfABeepIsAFractionOfOne() {
        String name = "MachineDetectionBeepSpectralMinPurity";
        for (double purity : new double[] {0, 0.001, 1}) {
            assertThat(call().machineDetectionBeepSpectralMinPurity(purity)
                            .build()
                            .parameters())
                    .hasEntrySatisfying(name, sent -> assertThat(((BigDecimal) sent).doubleValue())
                            .isEqualTo(purity));
        }
        for (double purity : new double[] {-0.001, 1.001}) {
            assertRefused(
                    () -> call().machineDetectionBeepSpectralMinPurity(purity).build(),
                    name + " must be 0 to 1, was " + purity);
        }
        for (double purity : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(
                    () -> call().machineDetectionBeepSpectralMinPurity(purity).build(),
                    name + " must be a finite number");
        }
        assertThatCode(() -> call().machineDetectionBeepSpectralMinPurity(Double.NaN)
                        .machineDetectionBeepSpectralMinPurity(1)
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void aParticipantCannotSwitchDetectionOff() {
        assertRefused(
                () -> CreateParticipant.builder()
                        .machineDetection(MachineDetection.DISABLE)
                        .build(),
                "MachineDetection must not be Disable here; leave it out instead");
        assertThatCode(() -> call().machineDetection(MachineDetection.DISABLE).build())
                .doesNotThrowAnyException();
    }

    @Test
    void theTimeLimitOfAParticipantHasNoRange() {
        assertThatCode(() -> CreateParticipant.builder()
                        .timeLimit(Duration.ofDays(1))
                        .build())
                .doesNotThrowAnyException();
        assertRefused(() -> call().timeLimit(Duration.ofDays(1)).build(), "TimeLimit must be 30 to 14400, was 86400");
    }

    @Test
    void theSessionTimerIsOffOrLongEnough() {
        assertThatCode(() -> StartSiprec.builder().sessionTimeout(Duration.ZERO).build())
                .doesNotThrowAnyException();
        assertRefused(
                () -> StartSiprec.builder()
                        .sessionTimeout(Duration.ofSeconds(89))
                        .build(),
                "SessionTimeoutSecs must be at least 90, was 89");
    }

    @Test
    void anUpdateSaysWhatToUpdate() {
        String problem = "it has no parameter; set at least one";
        assertRefused(() -> UpdateCall.builder().build(), problem);
        assertRefused(() -> UpdateConference.builder().build(), problem);
        assertRefused(() -> UpdateParticipant.builder().build(), problem);
        assertRefused(() -> UpdateQueue.builder().build(), problem);
        assertRefused(() -> CreateQueue.builder().build(), problem);
    }

    @Test
    void audioGoesToAWebSocket() {
        assertRefused(() -> StartStream.builder().url(ADDRESS).build(), "Url must be an absolute ws or wss URL");
    }

    @Test
    void equalityIsOfOperationPathAndParameters() {
        TexmlRequest<?> typed =
                UpdateCall.builder().status(CallStatus.COMPLETED).build();
        TexmlRequest<?> plain = TexmlRequest.of(CallOperations.UPDATE).withParameter("Status", CallStatus.COMPLETED);

        assertThat(plain).isEqualTo(typed).hasSameHashCodeAs(typed);
        assertThat(typed.withPathValue("call_sid", "v3:a")).isNotEqualTo(typed);
        assertThat(plain).hasToString("TexmlRequest[calls.update, parameters=[Status]]");
    }

    @Test
    void anUndocumentedParameterGoesAlong() {
        CreateCall request = call().additionalParameter("Newer", Map.of("list", List.of(1, CallbackMethod.GET)))
                .additionalParameter("At", ADDRESS)
                .build();

        assertThat(request.parameters())
                .containsEntry("Newer", Map.of("list", List.of(1, "GET")))
                .containsEntry("At", ADDRESS.toString());
        assertThatThrownBy(() -> call().additionalParameter("Newer", Optional.of("+13125550147")))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("Newer must be a string")
                .hasMessageNotContaining("5550147");
    }

    @Test
    void instructionsMakeAnUpdateUnrepeatable() {
        assertThat(UpdateCall.builder().status(CallStatus.COMPLETED).build().safety())
                .isEqualTo(Safety.IDEMPOTENT);
        assertThat(UpdateCall.builder().url(ADDRESS).build().safety()).isEqualTo(Safety.CREATING);
        assertThat(UpdateCall.builder().texml("<Response/>").build().safety()).isEqualTo(Safety.CREATING);
        assertThat(UpdateConference.builder().announceUrl(ADDRESS).build().safety())
                .isEqualTo(Safety.CREATING);
        assertThat(UpdateParticipant.builder().muted(true).build().safety()).isEqualTo(Safety.IDEMPOTENT);
        for (UpdateParticipant.Builder builder : List.of(
                UpdateParticipant.builder().announceUrl(ADDRESS),
                UpdateParticipant.builder().holdUrl(ADDRESS),
                UpdateParticipant.builder().waitUrl(ADDRESS))) {
            assertThat(builder.build().safety()).isEqualTo(Safety.CREATING);
        }
    }

    @Test
    void datesTakeTheirDocumentedForm() {
        LocalDate day = LocalDate.of(2023, 5, 22);

        assertThat(ListCalls.builder().startedAfter(day).build().parameters())
                .isEqualTo(Map.of("StartTime>", "2023-05-22"));
        assertThat(ListCalls.builder()
                        .startedBefore(day)
                        .endedAfter(day)
                        .endedBefore(day)
                        .build()
                        .parameters())
                .isEqualTo(Map.of("StartTime<", "2023-05-22", "EndTime>", "2023-05-22", "EndTime<", "2023-05-22"));
        assertThat(ListCalls.builder().startedOn(day).endedOn(day).build().parameters())
                .isEqualTo(Map.of("StartTime", "2023-05-22", "EndTime", "2023-05-22"));
        assertThat(ListConferences.builder()
                        .createdOn(day)
                        .updatedOnOrAfter(day)
                        .build()
                        .parameters())
                .isEqualTo(Map.of("DateCreated", "2023-05-22", "DateUpdated", ">=2023-05-22"));
        assertThat(ListRecordings.builder()
                        .createdAt(Instant.parse("2023-05-22T10:00:00.999Z"))
                        .build()
                        .parameters())
                .isEqualTo(Map.of("DateCreated", "2023-05-22T10:00:00Z"));
        assertThat(ListRecordings.builder()
                        .createdAtOrAfter(Instant.parse("2023-05-22T10:00:00.999Z"))
                        .build()
                        .parameters())
                .isEqualTo(Map.of("DateCreated", ">=2023-05-22T10:00:00Z"));
    }

    @Test
    void tokensAndHeadersTakeTheirDocumentedForm() {
        CreateCall request = call().statusCallbackEvents(List.of(CallEvent.RINGING, CallEvent.ANSWERED))
                .preferredCodecs(List.of("OPUS", "PCMU"))
                .customHeaders(List.of(new SipHeader("X-A", "1"), new SipHeader("X-B", "2")))
                .build();

        assertThat(request.parameters())
                .containsEntry("StatusCallbackEvent", "ringing answered")
                .containsEntry("PreferredCodecs", "OPUS,PCMU")
                .containsEntry(
                        "CustomHeaders",
                        List.of(Map.of("name", "X-A", "value", "1"), Map.of("name", "X-B", "value", "2")));
    }

    @Test
    void settingsOfAnApplicationAddUpToOneObject() {
        CreateApplication request = CreateApplication.builder()
                .friendlyName("ivr")
                .voiceUrl(ADDRESS)
                .inboundChannelLimit(12)
                .inboundSipSubdomainReceiveSettings(SipSubdomainReceiveSettings.FROM_ANYONE)
                .inboundChannelLimit(8)
                .firstCommandTimeout(Duration.ofSeconds(15))
                .build();

        assertThat(request.parameters())
                .containsEntry("inbound", Map.of("channel_limit", 8, "sip_subdomain_receive_settings", "from_anyone"))
                .containsEntry("first_command_timeout_secs", 15L);
    }

    @Test
    void applicationsAreSortedBothWays() {
        assertThat(ListApplications.builder()
                        .sortBy(ApplicationSort.ACTIVE)
                        .build()
                        .parameters())
                .isEqualTo(Map.of("sort", "active"));
        assertThat(ListApplications.builder()
                        .sortByDescending(ApplicationSort.CREATED_AT)
                        .build()
                        .parameters())
                .isEqualTo(Map.of("sort", "-created_at"));
    }

    @Test
    void anUnknownValueOfAnOpenEnumGoesOutAsItIs() {
        assertThat(ListCalls.builder().status(CallStatus.of("parked")).build().parameters())
                .isEqualTo(Map.of("Status", "parked"));
        assertThat(CallStatus.of("parked").isKnown()).isFalse();
        assertThat(CallStatus.of("busy")).isSameAs(CallStatus.BUSY);
    }

    private static CreateCall.Builder call() {
        return CreateCall.builder().applicationSid("1").from("+13125550147").to("+17735550199");
    }

    private static void assertRefused(ThrowingCallable request, String... problems) {
        assertThatThrownBy(request)
                .isInstanceOf(RequestValidationException.class)
                .satisfies(thrown -> assertThat(((RequestValidationException) thrown).problems())
                        .containsExactlyElementsOf(Arrays.asList(problems)));
    }
}
