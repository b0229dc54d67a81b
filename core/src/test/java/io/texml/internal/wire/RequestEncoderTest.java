package io.texml.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.RequestValidationException;
import io.texml.applications.ApplicationSort;
import io.texml.applications.CreateApplication;
import io.texml.applications.ListApplications;
import io.texml.calls.CallOperations;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.calls.SipHeader;
import io.texml.calls.UpdateCall;
import io.texml.conferences.ConferenceEvent;
import io.texml.conferences.ConferenceOperations;
import io.texml.conferences.CreateParticipant;
import io.texml.conferences.ListConferences;
import io.texml.operation.TexmlRequest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncoderTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void theBasePathStandsBeforeTheOperationsOwn() {
        EncodedRequest encoded =
                RequestEncoder.encode("/v2", ListCalls.builder().from("+1312").build(), "acc");

        assertThat(encoded.target()).isEqualTo("/v2/texml/Accounts/acc/Calls?From=%2B1312");
    }

    @Test
    void aFormHasPlusForSpaceAndPercentForAllElse() {
        EncodedRequest encoded = encode(
                CreateParticipant.builder()
                        .from("+13125550147")
                        .to("sip:agent 1@example.com")
                        .callerId("Caf\u00e9 \ud83d\ude00")
                        .muted(false)
                        .timeout(Duration.ofSeconds(30))
                        .conferenceStatusCallbackEvents(List.of(ConferenceEvent.START, ConferenceEvent.JOIN))
                        .build()
                        .withPathValue("conference_sid", "c1"),
                "acc");

        assertThat(encoded.target()).isEqualTo("/texml/Accounts/acc/Conferences/c1/Participants");
        assertThat(encoded.mediaType()).isEqualTo(FORM);
        assertThat(body(encoded))
                .isEqualTo("From=%2B13125550147&To=sip%3Aagent+1%40example.com&CallerId=Caf%C3%A9+%F0%9F%98%80"
                        + "&Muted=false&Timeout=30&ConferenceStatusCallbackEvent=start+join");
    }

    @Test
    void jsonKeepsTypesAndOrder() {
        EncodedRequest encoded = encode(
                CreateCall.builder()
                        .applicationSid("1")
                        .from("+13125550147")
                        .to("+17735550199")
                        .texml("<Say>\"caf\u00e9\"\n</Say>")
                        .record(true)
                        .timeLimit(Duration.ofMinutes(1))
                        .machineDetectionTimeout(Duration.ofMillis(1500))
                        .customHeaders(List.of(new SipHeader("X-A", "b")))
                        .build(),
                "acc");

        assertThat(encoded.target()).isEqualTo("/texml/Accounts/acc/Calls");
        assertThat(encoded.mediaType()).isEqualTo("application/json");
        assertThat(body(encoded))
                .isEqualTo("{\"ApplicationSid\":\"1\",\"From\":\"+13125550147\",\"To\":\"+17735550199\","
                        + "\"Texml\":\"<Say>\\\"caf\u00e9\\\"\\n</Say>\",\"Record\":true,\"TimeLimit\":60,"
                        + "\"MachineDetectionTimeout\":1500,\"CustomHeaders\":[{\"name\":\"X-A\",\"value\":\"b\"}]}");
    }

    @Test
    void objectsAndListsNestInJson() {
        EncodedRequest encoded = encode(
                CreateApplication.builder()
                        .friendlyName("ivr")
                        .voiceUrl(URI.create("https://hooks.example.com/v"))
                        .inboundChannelLimit(2)
                        .tags(List.of("a", "b"))
                        .build(),
                null);

        assertThat(encoded.target()).isEqualTo("/texml_applications");
        assertThat(body(encoded))
                .isEqualTo("{\"friendly_name\":\"ivr\",\"voice_url\":\"https://hooks.example.com/v\","
                        + "\"inbound\":{\"channel_limit\":2},\"tags\":[\"a\",\"b\"]}");
    }

    @Test
    void customHeadersTurnAFormIntoJson() {
        EncodedRequest encoded = encode(
                CreateParticipant.builder()
                        .to("+17735550199")
                        .timeout(Duration.ofSeconds(20))
                        .customHeaders(List.of(new SipHeader("X-A", "b c")))
                        .build()
                        .withPathValue("conference_sid", "c1"),
                "acc");

        assertThat(encoded.mediaType()).isEqualTo("application/json");
        assertThat(body(encoded))
                .isEqualTo("{\"To\":\"+17735550199\",\"Timeout\":20,"
                        + "\"CustomHeaders\":[{\"name\":\"X-A\",\"value\":\"b c\"}]}");
    }

    @Test
    void anEmptyFormIsLegal() {
        EncodedRequest encoded =
                encode(TexmlRequest.of(CallOperations.RECORDINGS_START).withPathValue("call_sid", "v3:a"), "acc");

        assertThat(encoded.mediaType()).isEqualTo(FORM);
        assertThat(encoded.body()).isEmpty();
    }

    @Test
    void aQueryHasPercentForSpace() {
        EncodedRequest encoded = encode(
                ListConferences.builder()
                        .friendlyName("morning & more")
                        .createdOnOrAfter(LocalDate.of(2023, 5, 22))
                        .build(),
                "acc");

        assertThat(encoded.target())
                .isEqualTo("/texml/Accounts/acc/Conferences?FriendlyName=morning%20%26%20more"
                        + "&DateCreated=%3E%3D2023-05-22");
        assertThat(encoded.mediaType()).isNull();
        assertThat(encoded.body()).isEmpty();
    }

    @Test
    void bracketsInNamesAreEncodedToo() {
        assertThat(encode(
                                ListApplications.builder()
                                        .pageSize(50)
                                        .sortByDescending(ApplicationSort.ACTIVE)
                                        .build(),
                                null)
                        .target())
                .isEqualTo("/texml_applications?page%5Bsize%5D=50&sort=-active");
        assertThat(encode(ListCalls.builder().from("+1312").build(), "acc").target())
                .isEqualTo("/texml/Accounts/acc/Calls?From=%2B1312");
    }

    @Test
    void aPathValueIsOneSegment() {
        TexmlRequest<?> call = TexmlRequest.of(CallOperations.GET).withPathValue("call_sid", "v3:Zq7uT1-kX_c9");
        TexmlRequest<?> participant = TexmlRequest.of(ConferenceOperations.PARTICIPANTS_GET)
                .withPathValue("conference_sid", "c1")
                .withPathValue("call_sid_or_participant_label", "front desk/2?\u00e9%");

        assertThat(encode(call, "acc").target()).isEqualTo("/texml/Accounts/acc/Calls/v3:Zq7uT1-kX_c9");
        assertThat(encode(participant, "acc").target())
                .isEqualTo("/texml/Accounts/acc/Conferences/c1/Participants/front%20desk%2F2%3F%C3%A9%25");
    }

    @Test
    void whatFollowsAPathValueStays() {
        assertThat(encode(
                                TexmlRequest.of(CallOperations.STREAMS_UPDATE)
                                        .withPathValue("call_sid", "v3:a")
                                        .withPathValue("streaming_sid", "s"),
                                "acc")
                        .target())
                .isEqualTo("/texml/Accounts/acc/Calls/v3:a/Streams/s.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", ".", ".."})
    void aPathValueThatWouldLeadElsewhereIsRefused(String value) {
        assertThatThrownBy(() -> TexmlRequest.of(CallOperations.GET).withPathValue("call_sid", value))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("call_sid must not be blank");
        assertThatThrownBy(() -> encode(TexmlRequest.of(CallOperations.LIST), value))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("account_sid must not be blank");
    }

    @Test
    void aQueryCarriesNoListAndNoMap() {
        assertThatThrownBy(() -> encode(
                        ListCalls.builder()
                                .additionalParameter("Sids", List.of("+13125550147"))
                                .build(),
                        "acc"))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("Sids is a list or a map")
                .hasMessageNotContaining("5550147");
    }

    @Test
    void numbersKeepTheirDigits() {
        TexmlRequest<?> call = TexmlRequest.of(CallOperations.CREATE);
        TexmlRequest<?> update = TexmlRequest.of(CallOperations.UPDATE).withPathValue("call_sid", "v3:a");
        List.of(0.1, 0.1f, new BigDecimal("0.1")).forEach(tenth -> {
            assertThat(body(encode(call.withParameter("N", tenth), "acc"))).isEqualTo("{\"N\":0.1}");
            assertThat(body(encode(update.withParameter("N", tenth), "acc"))).isEqualTo("N=0.1");
        });
        BigInteger large = new BigInteger("123456789012345678901234567890");
        assertThat(body(encode(call.withParameter("N", large), "acc")))
                .isEqualTo("{\"N\":123456789012345678901234567890}");
    }

    @Test
    void aRequestsOwnAccountGoesBeforeTheClients() {
        assertThat(encode(TexmlRequest.of(CallOperations.LIST).withPathValue("account_sid", "other"), "acc")
                        .target())
                .isEqualTo("/texml/Accounts/other/Calls");
    }

    @Test
    void whatIsMissingInThePathIsNamed() {
        assertThatThrownBy(() -> encode(TexmlRequest.of(CallOperations.LIST), null))
                .isInstanceOf(RequestValidationException.class)
                .hasMessage("calls.list cannot be sent: account_sid is missing; set accountSid on the client's builder"
                        + " or TELNYX_ACCOUNT_SID, or use client.account(sid).");
        assertThatThrownBy(() ->
                        encode(UpdateCall.builder().status(CallStatus.COMPLETED).build(), "acc"))
                .hasMessageContaining("call_sid is missing");
        assertThatThrownBy(() -> TexmlRequest.of(CallOperations.GET).withPathValue("queue_sid", "q"))
                .hasMessageContaining("queue_sid is no part of the path");
    }

    private static String body(EncodedRequest encoded) {
        return new String(encoded.body(), StandardCharsets.UTF_8);
    }

    private static EncodedRequest encode(TexmlRequest<?> request, String accountSid) {
        return RequestEncoder.encode("", request, accountSid);
    }
}
