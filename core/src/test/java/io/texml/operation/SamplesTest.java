package io.texml.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import io.texml.internal.json.ResponseDecoder;
import java.io.ByteArrayInputStream;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented body is read in full: nothing is left over, and nothing that came is missing. */
class SamplesTest {

    private static final String TARGET = "/v2/texml_applications?page%5Bnumber%5D=1";

    /** What pages hold that belongs to nothing. */
    private static final Map<String, List<String>> LEFT_OVER =
            Map.of("ConferenceRecordingPage", List.of("participants")); // a stray, empty array of the documentation

    @ParameterizedTest
    @MethodSource("records")
    void aRecordTakesEveryFieldOfItsSample(Map.Entry<String, Class<?>> entry) throws ReflectiveOperationException {
        Object record = decode(ResponseType.of(entry.getValue()), entry.getKey());

        assertComplete((ResponseRecord) record, Contract.sampleMembers(entry.getKey()));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anOperationReadsItsWholeAnswer(Operation<?> operation) throws ReflectiveOperationException {
        String schema = Contract.operation(operation.id()).get("response").asString();
        Map<?, ?> members = Contract.sampleMembers(schema);
        Object answer = decode(operation.responseType(), schema);

        if (answer instanceof Page<?> page) {
            assertThat(List.copyOf(page.additionalProperties().keySet()))
                    .isEqualTo(LEFT_OVER.getOrDefault(schema, List.of()));
            List<?> items = (List<?>) members.get(operation.responseType().arrayName());
            assertThat(page.items()).hasSameSizeAs(items).isNotEmpty();
            for (int i = 0; i < items.size(); i++) {
                assertComplete((ResponseRecord) page.items().get(i), (Map<?, ?>) items.get(i));
            }
            Object next = members.get("next_page_uri");
            assertThat(page.nextPage())
                    .isEqualTo(
                            operation.responseType().kind() == ResponseType.Kind.NUMBERED_PAGE
                                    ? "/v2/texml_applications?page%5Bnumber%5D=2"
                                    : next);
            assertThat(page.number()).isNotNull();
            assertThat(page.size()).isNotNull();
        } else {
            Object data = members.get("data");
            assertComplete((ResponseRecord) answer, data instanceof Map<?, ?> wrapped ? wrapped : members);
        }
    }

    static Stream<Map.Entry<String, Class<?>>> records() {
        return new TreeMap<>(ContractTest.records()).entrySet().stream();
    }

    static Stream<Operation<?>> answers() {
        return Operations.all().stream()
                .filter(operation -> operation.responseType().kind() != ResponseType.Kind.EMPTY);
    }

    private static void assertComplete(ResponseRecord record, Map<?, ?> members) throws ReflectiveOperationException {
        assertThat(record.additionalProperties()).isEmpty();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
            String wireName = property == null ? component.getName() : property.value();
            Object value = component.getAccessor().invoke(record);
            if (members.get(wireName) != null) {
                assertThat(value).as(wireName).isNotNull();
            }
            if (value instanceof ResponseRecord nested) {
                assertComplete(nested, (Map<?, ?>) members.get(wireName));
            }
        }
    }

    private static Object decode(ResponseType<?> type, String schema) {
        return ResponseDecoder.decode(type, new ByteArrayInputStream(Contract.sample(schema)), TARGET);
    }
}
