package io.texml.reactor;

import static io.texml.testing.Contract.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.testing.Contract;
import io.texml.testing.OpenEnums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The Javadoc of every setter names what the contract says of its parameter, so that nobody has to look it up. */
class ParameterDocumentationTest {

    private static final Path SOURCES = Path.of("..", "core", "src", "main", "java");

    /** Defaults that the contract itself contradicts. */
    private static final Map<String, String> OTHER_DEFAULTS =
            Map.of("applications.list sort", "the order is created_at, but descending, when sort is left out");

    /** What a parameter goes together with, or not. */
    private static final Map<String, String> RELATIONS = Map.of(
            "calls.create Url", "Excludes {@code Texml}",
            "calls.create Texml", "Excludes {@code Url}",
            "calls.update Url", "Excludes {@code Texml}",
            "calls.update Texml", "Excludes {@code Url}",
            "connectionCalls.create Url", "Excludes {@code Texml}",
            "connectionCalls.create Texml", "Excludes {@code Url}",
            "conferences.participants.create Coaching", "needs {@code CallSidToCoach}",
            "conferences.participants.update Coaching", "needs {@code CallSidToCoach}",
            "calls.create MachineDetectionPromptEndTimeout", "Needs {@code DetectionMode}",
            "aiCalls.create MachineDetectionPromptEndTimeout", "Needs {@code DetectionMode}");

    @ParameterizedTest
    @MethodSource("parameters")
    void aSetterSaysWhatTheContractSays(Parameter parameter) {
        JsonNode documented = parameter.documented();
        String javadoc = javadoc(parameter.setter());

        assertThat(javadoc).contains("{@code " + parameter.name() + "}");
        for (String bound : List.of("min", "max", "minLength", "maxLength")) {
            if (documented.has(bound)) {
                assertThat(javadoc)
                        .containsPattern("\\b" + documented.get(bound).asString() + "\\b");
            }
        }
        if (documented.has("alsoAllowed")) {
            assertThat(javadoc)
                    .containsPattern(
                            "\\b" + documented.get("alsoAllowed").get(0).asString() + "\\b");
        }
        if (documented.has("default") && !OTHER_DEFAULTS.containsKey(parameter.toString())) {
            assertThat(javadoc.toLowerCase(Locale.ROOT))
                    .contains("default")
                    .contains(documented.get("default").asString().toLowerCase(Locale.ROOT));
        }
        if (documented.has("required")) {
            assertThat(javadoc).contains("Required");
        }
        if (documented.has("onlyWith")) {
            assertThat(javadoc).contains("only with {@code " + text(documented, "onlyWith") + "}");
        }
        if (documented.has("unit")) {
            boolean milliseconds = text(documented, "unit").equals("ms");
            assertThat(javadoc).contains(milliseconds ? "Whole milliseconds" : text(documented, "unit"));
            assertThat(parameter.setter().getParameterTypes()[0]).isEqualTo(milliseconds ? Duration.class : int.class);
        }
        if (parameter.setter().getParameterTypes()[0] == Duration.class) {
            assertThat(javadoc).containsPattern("Whole (milli)?seconds");
        }
        if (text(documented, "type").equals("array") || documented.has("separator")) {
            assertThat(parameter.setter().getParameterTypes()[0].getSimpleName())
                    .isEqualTo("Collection");
        }
        if (RELATIONS.containsKey(parameter.toString())) {
            assertThat(javadoc).contains(RELATIONS.get(parameter.toString()));
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aSetterNamesTheValuesWhereItsTypeKnowsMore(Parameter parameter) {
        Class<?> choice = OpenEnums.choice(parameter.setter().getGenericParameterTypes()[0]);
        if (choice == null) {
            return;
        }
        Set<String> values = Contract.texts(parameter.documented(), "values");
        Set<String> allowed = values.isEmpty() ? Contract.texts(parameter.documented(), "documentedValues") : values;
        if (OpenEnums.knownValues(choice).size() > allowed.size()) {
            String javadoc = javadoc(parameter.setter()).toLowerCase(Locale.ROOT);
            assertThat(allowed).isNotEmpty().allSatisfy(value -> assertThat(javadoc)
                    .contains(value.toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void everyExceptionIsNeeded() {
        assertThat(parameters().map(Parameter::toString))
                .containsAll(OTHER_DEFAULTS.keySet())
                .containsAll(RELATIONS.keySet());
    }

    /** A setter with what the contract says of the parameter that it sets. */
    record Parameter(String operation, String name, Method setter, JsonNode documented) {

        @Override
        public String toString() {
            return operation + " " + name;
        }
    }

    static Stream<Parameter> parameters() {
        return OperationCase.typedRequests().stream().flatMap(request -> {
            String operation = request.operation().id();
            Map<String, JsonNode> documented = RequestFields.documented(request);
            return RequestFields.setters(request).stream().map(setter -> {
                String name = RequestFields.wireName(request, setter);
                return new Parameter(operation, name, setter, documented.get(name));
            });
        });
    }

    /** The comment before a method, in one line. */
    private static String javadoc(Method method) {
        Matcher matcher = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public (?:B|Builder) "
                                + method.getName()
                                + "\\(\\s*"
                                + method.getParameterTypes()[0].getSimpleName(),
                        Pattern.DOTALL)
                .matcher(source(method.getDeclaringClass()));
        assertThat(matcher.find()).as(method.toString()).isTrue();
        return plain(matcher.group(1)).strip();
    }

    private static String plain(String comment) {
        return comment.replaceAll("\\R\\s*\\*(?!/)", " ").replaceAll("\\s+", " ");
    }

    private static String source(Class<?> type) {
        String outermost = type.getName().split("\\$")[0];
        try {
            return Files.readString(SOURCES.resolve(outermost.replace('.', '/') + ".java"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
