package io.texml.operation;

import static io.texml.testing.Contract.text;
import static io.texml.testing.Contract.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.OpenEnum;
import io.texml.ResponseRecord;
import io.texml.testing.Catalogue;
import io.texml.testing.Contract;
import io.texml.testing.OpenEnums;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Walks the operations, the records and the documented contract in both directions; requests are walked where they are
 * sent, in {@code reactor-adapter}. Where the library differs on purpose, a map here
 * says so with the reason; an entry that is no longer needed fails as well.
 */
class ContractTest {

    /** Open enums that know more than one place of the contract lists, or stand where it lists nothing. */
    private static final Map<String, String> OTHER_VALUES = Map.ofEntries(
            Map.entry("Call status", "one type for the states of a call; queued comes with answers to a dial"),
            Map.entry("CallCreated status", "no enum in the contract, only documented values"),
            Map.entry("AiCallCreated status", "no enum in the contract, only a documented value"),
            Map.entry("ConnectionCallCreated status", "one type for the states of a call"),
            Map.entry("Call answered_by", "one type for who answered; callbacks have words of their own"),
            Map.entry("CallStream status", "one type for the states of a stream"),
            Map.entry("CallStreamUpdated status", "one type for the states of a stream"));

    /** Fields with listed values that are no open enums. */
    private static final Map<String, String> PLAIN_VALUES = Map.of(
            "Recording channels", "a number: 1 or 2",
            "CallRecording channels", "a number: 1 or 2",
            "Secret value", "always REDACTED; an open enum would print whatever came");

    /** Schemas that are no records of their own. */
    private static final Map<String, String> NO_RECORDS = Map.of(
            "PaginationMeta", "its fields are components of Page, see SamplesTest",
            "Error", "an ApiError, see ErrorReaderTest",
            "ErrorMeta", "the url of an ApiError, see ErrorReaderTest",
            "ErrorSource", "the pointer of an ApiError, see ErrorReaderTest",
            "NotFoundError", "as Error",
            "LegacyCallUpdate", "of a deprecated operation");

    /** Records that do not have their schema's name. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "RecordingSubresourcesUris", "RecordingSubresourceUris",
            "TexmlApplicationInbound", "ApplicationInbound",
            "TexmlApplicationOutbound", "ApplicationOutbound");

    @Test
    void theCatalogueIsTheContract() {
        assertThat(Catalogue.operations().stream().map(Operation::id))
                .containsExactlyElementsOf(Contract.operations().stream()
                        .map(operation -> text(operation, "id"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationGoesWhereTheContractSays(Operation<?> operation) {
        JsonNode documented = Contract.operation(operation.id());

        assertThat(operation.method()).hasToString(text(documented, "method"));
        assertThat(operation.pathTemplate()).isEqualTo(text(documented, "path"));
        assertThat(operation.bodyFormat())
                .isEqualTo(
                        switch (documented.get("mediaType").asString("")) {
                            case "application/json" -> BodyFormat.JSON;
                            case "application/x-www-form-urlencoded" -> BodyFormat.FORM;
                            default -> BodyFormat.NONE;
                        });
        for (JsonNode parameter : documented.get("parameters")) {
            assertThat(text(parameter, "in")).isEqualTo(operation.bodyFormat() == BodyFormat.NONE ? "query" : "body");
        }
        assertThat(operation.responseType().kind()).isEqualTo(kind(documented));
        assertThat(operation.responseType().kind() == ResponseType.Kind.EMPTY)
                .isEqualTo(documented.get("successStatus").asInt() == 204);
        if (documented.has("paging")) {
            assertThat(operation.responseType().arrayName()).isEqualTo(text(documented.get("paging"), "items"));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void onlyReadingIsSafeAndNothingThatDialsIsRepeated(Operation<?> operation) {
        assertThat(operation.safety() == Safety.SAFE).isEqualTo(operation.method() == HttpMethod.GET);
        if (operation.method() == HttpMethod.DELETE || operation.id().endsWith(".update")) {
            assertThat(operation.safety()).isEqualTo(Safety.IDEMPOTENT);
        }
        if (operation.id().endsWith(".create") || operation.id().endsWith(".start")) {
            assertThat(operation.safety()).isEqualTo(Safety.CREATING);
        }
        boolean dials = Contract.operation(operation.id()).has("dials");
        assertThat(operation.pacing()).isEqualTo(dials ? Pacing.DIAL : Pacing.NONE);
    }

    @ParameterizedTest
    @MethodSource("places")
    void everyListedValueHasAConstant(Place place) {
        Set<String> values = texts(place.documented(), "values");
        if (place.choice() == null) {
            boolean plain = PLAIN_VALUES.containsKey(place.name());
            assertThat(values.isEmpty()).as("needs an open enum").isEqualTo(!plain);
            return;
        }
        Set<String> known = OpenEnums.knownValues(place.choice()).stream()
                .map(OpenEnum::value)
                .collect(Collectors.toSet());
        if (OTHER_VALUES.containsKey(place.name())) {
            assertThat(known).isNotEqualTo(values).containsAll(values);
            assertThat(known).containsAll(texts(place.documented(), "documentedValues"));
        } else {
            assertThat(known).isEqualTo(values);
        }
    }

    @Test
    void everyExceptionIsNeeded() {
        assertThat(places().map(Place::name)).containsAll(OTHER_VALUES.keySet()).containsAll(PLAIN_VALUES.keySet());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aRecordHasEveryFieldAndNoOther(String schema) {
        Class<?> record = records().get(schema);
        Set<String> wireNames = Arrays.stream(record.getRecordComponents())
                .map(ContractTest::wireName)
                .collect(Collectors.toSet());
        Set<String> documented = Contract.fields(schema).stream()
                .map(field -> text(field, "name"))
                .collect(Collectors.toSet());
        documented.add("additionalProperties");

        assertThat(wireNames).isEqualTo(documented);
        for (JsonNode field : Contract.fields(schema)) {
            Class<?> type = component(record, text(field, "name")).getType();
            assertThat(javaTypes(field)).as(text(field, "name")).anyMatch(fitting -> fitting.isAssignableFrom(type));
        }
    }

    @Test
    void everySchemaHasARecord() {
        Set<String> objects =
                Contract.schemas().stream().map(Contract::object).collect(Collectors.toCollection(TreeSet::new));

        assertThat(objects).containsAll(NO_RECORDS.keySet());
        objects.removeAll(NO_RECORDS.keySet());
        assertThat(records().keySet()).isEqualTo(objects);
        records().forEach((schema, record) -> assertThat(record.getSimpleName())
                .isEqualTo(OTHER_NAMES.getOrDefault(schema, schema)));
    }

    static List<Operation<?>> operations() {
        return Catalogue.operations();
    }

    static Set<String> schemas() {
        return records().keySet();
    }

    /** A field, with what the contract and the library say of its values. */
    record Place(String name, JsonNode documented, Class<?> choice) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Every place at which a value can stand; what is missing on one side is for the other tests. */
    static Stream<Place> places() {
        return records().entrySet().stream()
                .flatMap(entry -> Arrays.stream(entry.getValue().getRecordComponents())
                        .map(component -> new Place(
                                entry.getKey() + " " + wireName(component),
                                field(entry.getKey(), wireName(component)),
                                OpenEnums.choice(component.getGenericType()))))
                .filter(place -> place.documented() != null);
    }

    /** Every record that an operation answers with, and those inside of them, by schema. */
    static Map<String, Class<?>> records() {
        Map<String, Class<?>> records = new TreeMap<>();
        for (Operation<?> operation : Catalogue.operations()) {
            JsonNode response = Contract.operation(operation.id()).get("response");
            if (response.isNull()) {
                assertThat(operation.responseType().kind()).isEqualTo(ResponseType.Kind.EMPTY);
            } else {
                add(
                        records,
                        Contract.object(response.asString()),
                        operation.responseType().type());
            }
        }
        return records;
    }

    private static void add(Map<String, Class<?>> records, String schema, Class<?> record) {
        assertThat(records.getOrDefault(schema, record)).as(schema).isEqualTo(record);
        records.put(schema, record);
        for (JsonNode field : Contract.fields(schema)) {
            if (field.has("schema")) {
                add(
                        records,
                        text(field, "schema"),
                        component(record, text(field, "name")).getType());
            }
        }
    }

    private static List<Class<?>> javaTypes(JsonNode field) {
        if (field.has("format")) {
            return switch (text(field, "format")) {
                case "timestamp" -> List.of(Instant.class);
                case "seconds" -> List.of(Duration.class);
                case "decimal" -> List.of(BigDecimal.class);
                case "uri" -> List.of(URI.class);
                default -> throw new IllegalStateException(text(field, "name"));
            };
        }
        return switch (text(field, "type")) {
            case "string" -> List.of(String.class, OpenEnum.class, URI.class);
            case "integer" -> List.of(Integer.class, Long.class, Duration.class);
            case "boolean" -> List.of(Boolean.class);
            case "array" -> List.of(List.class);
            default -> List.of(ResponseRecord.class, Map.class);
        };
    }

    private static ResponseType.Kind kind(JsonNode operation) {
        if (operation.get("response").isNull()) {
            return ResponseType.Kind.EMPTY;
        }
        if (!operation.has("paging")) {
            return ResponseType.Kind.OBJECT;
        }
        return text(operation.get("paging"), "style").equals("next_page_uri")
                ? ResponseType.Kind.LINKED_PAGE
                : ResponseType.Kind.NUMBERED_PAGE;
    }

    private static JsonNode field(String schema, String name) {
        return Contract.fields(schema).stream()
                .filter(field -> text(field, "name").equals(name))
                .findFirst()
                .orElse(null);
    }

    private static RecordComponent component(Class<?> record, String wireName) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> wireName(component).equals(wireName))
                .findFirst()
                .orElseThrow(() -> new AssertionError(record.getSimpleName() + " has no component for " + wireName));
    }

    private static String wireName(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }
}
