package io.texml.reactor;

import static io.texml.testing.Contract.text;
import static io.texml.testing.Contract.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.OpenEnum;
import io.texml.operation.TexmlRequest;
import io.texml.testing.Contract;
import io.texml.testing.OpenEnums;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Walks the typed requests and the documented contract in both directions. Where the library differs on purpose, a map here
 * says so with the reason; an entry that is no longer needed fails as well.
 */
class RequestContractTest {

    /** Open enums that know more than the contract lists, or stand where it lists nothing. */
    private static final Map<String, String> OTHER_VALUES = Map.ofEntries(
            Map.entry("calls.list Status", "one type for the states of a call; the filter takes the final ones"),
            Map.entry("calls.update Status", "no enum in the contract, only the documented value completed"),
            Map.entry("calls.siprec.update Status", "one type for the states of a session; only stopped can be set"),
            Map.entry("calls.streams.update Status", "one type for the states of a stream; only stopped can be set"),
            Map.entry("conferences.update Status", "no enum in the contract, only the documented value completed"),
            Map.entry(
                    "conferences.participants.create MachineDetection",
                    "one setter for all that dial; check() refuses Disable here"));

    @ParameterizedTest
    @MethodSource("requests")
    void aConstantThatTheDocumentationOfAParameterLeavesOutIsRefused(TexmlRequest<?> request) {
        Map<String, JsonNode> documented = RequestFields.documented(request);
        for (Method setter : RequestFields.setters(request)) {
            Type type = setter.getGenericParameterTypes()[0];
            Class<?> choice = OpenEnums.choice(type);
            if (choice == null) {
                continue;
            }
            String name = RequestFields.wireName(request, setter);
            JsonNode parameter = documented.get(name);
            Set<String> taken = Contract.values(parameter);
            for (OpenEnum<?> constant : OpenEnums.knownValues(choice)) {
                Object value = type == choice ? constant : List.of(constant);
                TexmlRequest.Builder<?> builder = RequestFields.toBuilder(request);
                RequestFields.set(builder, setter, value);
                boolean leftOut = !taken.isEmpty() && !taken.contains(constant.value());
                List<String> problems = RequestFields.problems(builder).stream()
                        .filter(problem -> problem.startsWith(name + " must "))
                        .toList();
                assertThat(problems)
                        .as("%s of %s: %s", name, request.operation().id(), constant.value())
                        .hasSize(leftOut ? 1 : 0);
            }
            TexmlRequest.Builder<?> builder = RequestFields.toBuilder(request);
            builder.additionalParameter(name, "new-value");
            assertThat(RequestFields.problems(builder))
                    .as(
                            "an unknown value of %s of %s",
                            name, request.operation().id())
                    .isEmpty();
        }
    }

    @Test
    void everyOperationWithParametersHasATypedRequest() {
        List<String> typed = OperationCase.typedRequests().stream()
                .map(request -> request.operation().id())
                .toList();
        List<String> documented = Contract.operations().stream()
                .filter(operation -> !operation.get("parameters").isEmpty())
                .map(operation -> text(operation, "id"))
                .toList();

        assertThat(typed).containsExactlyInAnyOrderElementsOf(documented);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestHasEveryParameterAndNoOther(TexmlRequest<?> request) {
        Map<String, JsonNode> documented = RequestFields.documented(request);
        Set<String> found = new TreeSet<>();
        for (Method setter : RequestFields.setters(request)) {
            Type type = setter.getGenericParameterTypes()[0];
            TexmlRequest.Builder<?> builder = RequestFields.emptyBuilder(request);
            RequestFields.set(builder, setter, RequestFields.sample(type, "text", null));
            Map<String, Object> sent = RequestFields.flat(RequestFields.parameters(builder), documented.keySet());
            assertThat(sent).as(setter.getName()).hasSize(1);
            sent.forEach((name, value) -> {
                assertThat(documented).as(setter.getName()).containsKey(name);
                found.add(name);
                assertType(setter, documented.get(name), value);
            });
        }

        assertThat(found).isEqualTo(new TreeSet<>(documented.keySet()));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyRequiredParameterIsAskedForAtOnce(TexmlRequest<?> request) {
        Set<String> required = RequestFields.documented(request).values().stream()
                .filter(parameter -> parameter.has("required"))
                .map(parameter -> text(parameter, "name"))
                .collect(Collectors.toSet());

        assertThat(RequestFields.problems(RequestFields.emptyBuilder(request)).stream()
                        .filter(problem -> problem.endsWith(" is required; set it"))
                        .map(problem -> problem.substring(0, problem.indexOf(' '))))
                .containsExactlyInAnyOrderElementsOf(required);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyDocumentedBoundIsChecked(TexmlRequest<?> request) {
        for (JsonNode parameter : RequestFields.documented(request).values()) {
            String name = text(parameter, "name");
            if (parameter.has("min")) {
                long lowest = parameter.get("min").asLong();
                assertThat(refuses(request, name, lowest)).as(name).isFalse();
                assertThat(refuses(request, name, lowest - 1)).as(name).isTrue();
            }
            if (parameter.has("max")) {
                long highest = parameter.get("max").asLong();
                assertThat(refuses(request, name, highest)).as(name).isFalse();
                assertThat(refuses(request, name, highest + 1)).as(name).isTrue();
            }
            if (parameter.has("alsoAllowed")) {
                long odd = parameter.get("alsoAllowed").get(0).asLong();
                assertThat(refuses(request, name, odd)).as(name).isFalse();
            }
            if (parameter.has("maxLength")) {
                int longest = parameter.get("maxLength").asInt();
                assertThat(refuses(request, name, "x".repeat(longest))).as(name).isFalse();
                assertThat(refuses(request, name, "x".repeat(longest + 1)))
                        .as(name)
                        .isTrue();
            }
            if (parameter.has("minLength")) {
                int shortest = parameter.get("minLength").asInt();
                assertThat(refuses(request, name, "x".repeat(shortest)))
                        .as(name)
                        .isFalse();
                assertThat(refuses(request, name, "x".repeat(shortest - 1)))
                        .as(name)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void everyListedValueHasAConstant(Place place) {
        Set<String> values = texts(place.documented(), "values");
        if (place.choice() == null) {
            assertThat(values).as("needs an open enum").isEmpty();
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
        assertThat(places().map(Place::name)).containsAll(OTHER_VALUES.keySet());
    }

    static List<TexmlRequest<?>> requests() {
        return OperationCase.typedRequests();
    }

    /** A parameter, with what the contract and the library say of its values. */
    record Place(String name, JsonNode documented, Class<?> choice) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Place> places() {
        return requests().stream()
                .flatMap(request -> RequestFields.setters(request).stream().map(setter -> {
                    String name = RequestFields.wireName(request, setter);
                    return new Place(
                            request.operation().id() + " " + name,
                            RequestFields.documented(request).get(name),
                            OpenEnums.choice(setter.getGenericParameterTypes()[0]));
                }))
                .filter(place -> place.documented() != null);
    }

    private static void assertType(Method setter, JsonNode documented, Object sent) {
        Class<?> type =
                switch (text(documented, "type")) {
                    case "string" -> String.class;
                    case "integer", "number" -> Number.class;
                    case "boolean" -> Boolean.class;
                    case "array" -> List.class;
                    case "object" -> Map.class;
                    default -> throw new IllegalStateException(setter.getName());
                };
        assertThat(sent).as(setter.getName()).isInstanceOf(type);
        if (documented.has("format")) {
            List<Class<?>> taken =
                    switch (text(documented, "format")) {
                        case "date" -> List.of(LocalDate.class);
                        case "date-with-operator" -> List.of(LocalDate.class, Instant.class);
                        case "uri" -> List.of(URI.class);
                        default -> throw new IllegalStateException(setter.getName());
                    };
            assertThat(taken).as(setter.getName()).contains(setter.getParameterTypes()[0]);
        }
        if (documented.has("separator")) {
            String[] tokens = sent.toString().split(text(documented, "separator"), -1);
            assertThat(tokens).as(setter.getName()).hasSize(2);
        }
    }

    private static boolean refuses(TexmlRequest<?> request, String name, Object value) {
        TexmlRequest.Builder<?> builder = RequestFields.toBuilder(request).additionalParameter(name, value);
        return RequestFields.problems(builder).stream().anyMatch(problem -> problem.startsWith(name + " must "));
    }
}
