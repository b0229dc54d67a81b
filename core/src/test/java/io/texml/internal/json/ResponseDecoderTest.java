package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import io.texml.calls.AnsweredBy;
import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseDecoderTest {

    private static final ResponseType<Call> CALL = ResponseType.of(Call.class);
    private static final ResponseType<Page<Call>> CALLS = ResponseType.page("calls", Call.class);

    @Test
    void everyDocumentedFieldOfACallIsTyped() {
        Call call = decode(CALL, sample("Call.json"));

        assertThat(call.status()).isSameAs(CallStatus.COMPLETED);
        assertThat(call.answeredBy()).isSameAs(AnsweredBy.HUMAN);
        assertThat(call.duration()).isEqualTo(Duration.ofSeconds(44));
        assertThat(call.price()).isEqualTo(new BigDecimal("0.0120"));
        assertThat(call.endTime()).isEqualTo(Instant.parse("2024-03-04T14:08:15Z"));
        assertThat(call.additionalProperties()).isEmpty();
    }

    @Test
    void anUnreadableValueIsKeptAsItCameAndTheRestIsRead() {
        Call call = decode(
                CALL,
                "{\"sid\":\"v3:a\",\"duration\":\"a while\",\"end_time\":{\"at\":[1,2.50]},\"status\":\"melting\","
                        + "\"price\":null,\"new_field\":[true,null]}");

        assertThat(call.sid()).isEqualTo("v3:a");
        assertThat(call.duration()).isNull();
        assertThat(call.endTime()).isNull();
        assertThat(call.status()).isEqualTo(CallStatus.of("melting"));
        assertThat(call.status().isKnown()).isFalse();
        assertThat(call.additionalProperties())
                .containsEntry("duration", "a while")
                .containsEntry("end_time", Map.of("at", List.of(1, new BigDecimal("2.50"))))
                .containsKey("new_field")
                .hasSize(3);
    }

    @Test
    void aDataWrapperIsTakenOffAndWhatStandsBesideItIsKept() {
        Call call = decode(CALL, "{\"data\":{\"sid\":\"v3:a\"},\"meta\":1}");

        assertThat(call.sid()).isEqualTo("v3:a");
        assertThat(call.additionalProperties()).isEqualTo(Map.of("meta", 1));
    }

    @Test
    void aPageKeepsItsItemsItsLinkAndItsEnvelope() {
        Page<Call> page = decode(CALLS, sample("CallPage.json"));

        assertThat(page.items()).hasSize(1);
        assertThat(page.nextPage()).contains("PageToken=");
        assertThat(page.number()).isZero();
        assertThat(page.size()).isEqualTo(1);
        assertThat(page.additionalProperties()).isEmpty();
    }

    @Test
    void anEnvelopeDropsNullsAndKeepsWhatDoesNotFit() {
        Page<Call> page = decode(
                CALLS,
                "{\"calls\":[],\"previous_page_uri\":null,\"first_page_uri\":5,\"page\":null,"
                        + "\"page_size\":9000000000,\"end\":\"last\"}");

        assertThat(page.size()).isNull();
        assertThat(page.additionalProperties())
                .isEqualTo(Map.of("first_page_uri", 5, "page_size", 9_000_000_000L, "end", "last"));
    }

    @Test
    void anEnvelopeTakesNumbersThatAreWrittenAsText() {
        Page<Call> page = decode(CALLS, "{\"calls\":[],\"page\":\"3\",\"page_size\":\"20\",\"end\":\"9000000000\"}");

        assertThat(page.number()).isEqualTo(3);
        assertThat(page.size()).isEqualTo(20);
        assertThat(page.end()).isEqualTo(9_000_000_000L);
        assertThat(page.additionalProperties()).isEmpty();
        Page<Call> numbered = decode(
                ResponseType.numberedPage(Call.class),
                "{\"data\":[],\"meta\":{\"page_number\":\"1\",\"total_pages\":\"2\"}}");
        assertThat(numbered.nextPage()).endsWith("=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"calls\":[]}",
                "{\"calls\":[],\"next_page_uri\":null}",
                "{\"calls\":[],\"next_page_uri\":\"\"}"
            })
    void aListEndsWithoutANullOrWithAnEmptyLink(String body) {
        assertThat(decode(CALLS, body).nextPage()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"calls\":[{\"sid\":\"v3",
                "{\"calls\":{}}",
                "{}",
                "<html>4155550100</html>",
                "{\"calls\":[]}x",
                "{\"calls\":[]",
                "{\"calls\":[{]}"
            })
    void aBodyThatIsNoPageFailsWithoutQuotingIt(String body) {
        assertThatThrownBy(() -> decode(CALLS, body))
                .isInstanceOf(MalformedBodyException.class)
                .hasMessageNotContaining("4155550100")
                .hasNoCause();
    }

    @Test
    void aTypeOfAnApplicationIsBoundAndItsDataWrapperIsTakenOffWhenItStandsAlone() {
        ResponseType<Cost> cost = ResponseType.of(Cost.class);

        assertThat(decode(cost, "{\"sid\":\"v3:a\",\"price\":0.0120,\"new\":{}}"))
                .isEqualTo(new Cost("v3:a", new BigDecimal("0.0120")));
        assertThat(decode(cost, "{\"data\":{\"sid\":\"v3:a\"}}")).isEqualTo(new Cost("v3:a", null));
        assertThat(decode(cost, "{\"data\":{\"sid\":\"v3:a\"},\"sid\":\"v3:b\"}"))
                .isEqualTo(new Cost("v3:b", null));
        assertThat(decode(ResponseType.page("costs", Cost.class), "{\"costs\":[{\"sid\":\"v3:a\"}]}")
                        .items())
                .containsExactly(new Cost("v3:a", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"price\":\"x4155550100\"}",
                "{\"price\":[[4155550100]]}",
                "{\"price\":1e4155550100}",
                "{\"price\":4155550100",
                "{\"price\":4155550100}}",
            })
    void aBodyThatATypeOfAnApplicationCannotTakeFailsWithoutQuotingIt(String body) {
        for (Class<?> type : List.of(Unbindable.class, Cost.class)) {
            assertThatThrownBy(() -> {
                        Object bound = decode(ResponseType.of(type), body);
                        throw new AssertionError("no error, but " + bound);
                    })
                    .isInstanceOf(MalformedBodyException.class)
                    .hasMessageNotContaining("4155550100")
                    .hasNoCause();
        }
    }

    @Test
    void aRecordOfAnApplicationIsReadLikeThoseOfTheLibrary() {
        Own own = decode(
                ResponseType.of(Own.class),
                "{\"data\":{\"sid\":\"v3:a\",\"own_cost\":\"0.0120\",\"call\":{\"sid\":\"v3:b\"},\"later\":1}}");

        assertThat(own.cost()).isEqualTo(new BigDecimal("0.0120"));
        assertThat(own.call().sid()).isEqualTo("v3:b");
        assertThat(own.additionalProperties()).isEqualTo(Map.of("later", 1));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                WithPrimitive.class,
                WithOtherType.class,
                WithOtherList.class,
                WithoutComponent.class,
                Hidden.class
            })
    void aRecordOfAnApplicationThatCannotBeReadSaysWhatIsWrongWithIt(Class<?> type) {
        assertThatThrownBy(() -> {
                    Object read = decode(ResponseType.of(type), "{}");
                    throw new AssertionError("no error, but " + read);
                })
                .isInstanceOf(MalformedBodyException.class)
                .hasMessageStartingWith(type.getName() + " cannot be read: ");
    }

    /** A record that follows the library's own. */
    public record Own(
            String sid, @JsonProperty("own_cost") BigDecimal cost, Call call, Map<String, Object> additionalProperties)
            implements ResponseRecord {}

    /** Nothing may be missing where a primitive stands. */
    public record WithPrimitive(int count, Map<String, Object> additionalProperties) implements ResponseRecord {}

    private record Hidden(String sid, Map<String, Object> additionalProperties) implements ResponseRecord {}

    /** A type that no reader is for. */
    public record WithOtherType(LocalDate day, Map<String, Object> additionalProperties) implements ResponseRecord {}

    /** A list of what is no text. */
    public record WithOtherList(List<Integer> counts, Map<String, Object> additionalProperties)
            implements ResponseRecord {}

    /** A catch-all that catches nothing. */
    public record WithoutComponent(String sid) implements ResponseRecord {

        @Override
        public Map<String, Object> additionalProperties() {
            return Map.of();
        }
    }

    /** An answer's type as an application brings it. */
    public record Cost(String sid, BigDecimal price) {}

    /** A type whose price fits nothing that is sent. */
    public record Unbindable(List<Instant> price) {}

    private static <R> R decode(ResponseType<R> type, String body) {
        return ResponseDecoder.decode(
                type, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), "/v2/texml/Accounts/a/Calls");
    }

    private static String sample(String name) {
        try (var stream = ResponseDecoderTest.class.getResourceAsStream("/io/texml/contract/samples/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }
}
