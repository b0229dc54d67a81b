package io.texml.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import io.texml.internal.json.ResponseDecoder;
import io.texml.testing.Catalogue;
import io.texml.testing.Contract;
import java.io.ByteArrayInputStream;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented body is read in full: nothing is left over, and nothing that came is missing. */
class SamplesTest {

    private static final String TARGET = "/v2/texml_applications?page%5Bnumber%5D=1";

    /** What pages hold that belongs to nothing. */
    private static final Map<String, List<String>> LEFT_OVER =
            Map.of("ConferenceRecordingPage", List.of("participants")); // a stray, empty array of the documentation

    /** What a sample leaves out, with the reason. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "ConferenceRecordingPage", "next_page_uri", // it is the last page
            "ParticipantPage", "next_page_uri", // it is the last page
            "ErrorSource", "parameter"); // stands where there is no pointer

    @ParameterizedTest
    @MethodSource("schemas")
    void aSampleShowsEveryDocumentedFieldAndNoOther(String schema) {
        Set<String> documented = Contract.fields(schema).stream()
                .map(field -> Contract.text(field, "name"))
                .collect(Collectors.toCollection(TreeSet::new));
        documented.remove(LEFT_OUT.getOrDefault(schema, ""));

        assertThat(new TreeSet<>(Contract.sampleMembers(schema).keySet())).isEqualTo(documented);
    }

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
            assertEnvelope(page, members);
        } else {
            Object data = members.get("data");
            assertComplete((ResponseRecord) answer, data instanceof Map<?, ?> wrapped ? wrapped : members);
        }
    }

    private static void assertEnvelope(Page<?> page, Map<?, ?> members) {
        if (members.get("meta") instanceof Map<?, ?> meta) {
            assertThat(page.number()).isEqualTo(meta.get("page_number"));
            assertThat(page.size()).isEqualTo(meta.get("page_size"));
            assertThat(page.totalPages()).isEqualTo(meta.get("total_pages"));
            assertThat(page.totalResults()).isEqualTo(((Number) meta.get("total_results")).longValue());
            return;
        }
        assertThat(page.number()).isEqualTo(members.get("page"));
        assertThat(page.size()).isEqualTo(members.get("page_size"));
        assertThat(page.start()).isEqualTo(((Number) members.get("start")).longValue());
        assertThat(page.end()).isEqualTo(((Number) members.get("end")).longValue());
        assertThat(page.uri()).isEqualTo(members.get("uri")).isNotNull();
        assertThat(page.firstPage()).isEqualTo(members.get("first_page_uri")).isNotNull();
        assertThat(page.previousPage()).isEqualTo(members.get("previous_page_uri"));
    }

    static Set<String> schemas() {
        return Contract.schemas();
    }

    static Stream<Map.Entry<String, Class<?>>> records() {
        return new TreeMap<>(ContractTest.records()).entrySet().stream();
    }

    static Stream<Operation<?>> answers() {
        return Catalogue.operations().stream()
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
