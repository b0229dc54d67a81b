package io.texml.reactor;

import static io.texml.testing.Contract.text;
import static io.texml.testing.Contract.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ExchangeObserver;
import io.texml.ResponseRecord;
import io.texml.operation.Operation;
import io.texml.operation.TexmlRequest;
import io.texml.testing.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every operation of the API, from its facade's method to the bytes on the wire and back. */
class OperationsOverHttpTest {

    private static final String VERSION = versionOf(Path.of("pom.xml"));

    @RegisterExtension
    final StrictApi api = new StrictApi();

    private final List<String> succeeded = new CopyOnWriteArrayList<>();

    static List<OperationCase<?>> cases() {
        return OperationCase.all();
    }

    static Stream<OperationCase<?>> casesWithParameters() {
        return cases().stream()
                .filter(row -> !row.documented().get("parameters").isEmpty());
    }

    static Stream<Arguments> shortcuts() {
        return cases().stream()
                .flatMap(row -> row.shortcuts().stream().map(shortcut -> Arguments.of(shortcut.text(), row, shortcut)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    <T> void sendsExactlyWhatIsDocumentedAndReadsTheSample(OperationCase<T> row) {
        api.expect(row.requestLine(), answer(row));

        List<T> answers = Flux.<T>from(row.call().apply(client(), row.request()))
                .collectList()
                .block(Duration.ofSeconds(10));

        RecordedRequest request = api.received();
        assertThat(request.getHeaders().values("authorization")).containsExactly("Bearer " + StrictApi.KEY);
        assertThat(request.getHeaders().values("accept")).containsExactly("application/json");
        assertThat(request.getHeaders().values("user-agent")).containsExactly("texml-reactor/" + VERSION);
        assertThat(request.getHeaders().get("content-type")).isEqualTo(row.mediaType());
        assertThat(request.getHeaders().get("transfer-encoding")).isNull();
        assertThat(request.getBodySize())
                .isEqualTo(row.body() == null ? 0 : row.body().length());
        if (row.body() != null) {
            assertThat(request.getBody().utf8()).isEqualTo(row.body());
            assertThat(request.getHeaders().get("content-length"))
                    .isEqualTo(String.valueOf(row.body().length()));
        }
        assertThat(succeeded).containsExactly(row.operation().id() + " " + row.status() + " 1");
        if (row.check() == null) {
            assertThat(answers).isEmpty();
        } else {
            assertThat(answers).hasSize(1);
            row.check().accept(answers.get(0));
            assertThat(((ResponseRecord) answers.get(0)).additionalProperties()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("casesWithParameters")
    <T> void everyParameterArrivesAsItIsDocumented(OperationCase<T> row) {
        TexmlRequest<?> full = RequestFields.filled(row.request(), "one&two=3+4");
        Map<String, JsonNode> documented = RequestFields.documented(full);
        api.expectAnyQuery(row.path(), answer(row));

        Flux.<T>from(row.call().apply(client(), full)).blockLast(Duration.ofSeconds(10));

        RecordedRequest request = api.received();
        boolean json = "application/json".equals(request.getHeaders().get("content-type"));
        Map<String, Object> arrived = json
                ? RequestFields.flat(
                        JsonMapper.shared().readValue(request.getBody().utf8(), Map.class), documented.keySet())
                : decoded(
                        row.mediaType() == null
                                ? query(request.getTarget())
                                : request.getBody().utf8());
        Map<String, Object> sent = RequestFields.flat(full.parameters(), documented.keySet());
        arrived.forEach((name, value) -> {
            assertThat(value).as(name).hasToString(sent.get(name).toString());
            if (documented.containsKey(name)) {
                assertFits(name, documented.get(name), value, json);
            } else {
                assertThat(row.request().parameters()).as("what a case adds").containsKey(name);
            }
        });
        for (String missing : documented.keySet()) {
            assertThat(arrived.containsKey(missing) || isExcluded(full, missing))
                    .as(missing)
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shortcuts")
    void aShortcutSendsItsOperation(String text, OperationCase<?> row, OperationCase.Shortcut shortcut) {
        api.expect(row.path(), answer(row));

        Object answer = Flux.from(shortcut.call().apply(client())).blockLast(Duration.ofSeconds(10));

        RecordedRequest request = api.received();
        assertThat(answer).isNotNull();
        assertThat(request.getBody() == null ? null : request.getBody().utf8()).isEqualTo(shortcut.body());
        assertThat(request.getHeaders().get("content-type")).isEqualTo(row.mediaType());
        assertThat(succeeded).containsExactly(row.operation().id() + " " + row.status() + " 1");
    }

    @Test
    void thereIsOneCaseForEachOperation() {
        assertThat(cases().stream().<Operation<?>>map(OperationCase::operation))
                .containsExactlyInAnyOrderElementsOf(Catalogue.operations());
    }

    @Test
    void everyRequestLineIsTheDocumentedOne() {
        assertThat(cases()).allSatisfy(row -> {
            String template = text(row.documented(), "path").replaceAll("\\{[a-z_]+}", "[^/?]+");
            assertThat(row.requestLine())
                    .matches(text(row.documented(), "method") + " /v2" + template.replace(".json", "\\.json")
                            + "(\\?.*)?");
        });
    }

    private TexmlClient client() {
        return api.client(builder -> builder.observer(new ExchangeObserver() {
            @Override
            public void onSuccess(String operationId, int status, int attempts, Duration elapsed) {
                succeeded.add(operationId + " " + status + " " + attempts);
            }
        }));
    }

    private static MockResponse.Builder answer(OperationCase<?> row) {
        return row.answer() == null
                ? new MockResponse.Builder().code(row.status())
                : StrictApi.json(row.status(), row.answer());
    }

    private static String query(String target) {
        return target.substring(target.indexOf('?') + 1);
    }

    private static Map<String, Object> decoded(String form) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String field : form.split("&", -1)) {
            String[] pair = field.split("=", 2);
            values.put(
                    URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return values;
    }

    private static void assertFits(String name, JsonNode documented, Object value, boolean json) {
        String text = value.toString();
        switch (text(documented, "type")) {
            case "integer" -> assertThat(text).as(name).matches("\\d+");
            case "number" -> assertThat(text).as(name).matches("\\d+(\\.\\d+)?");
            case "boolean" -> assertThat(text).as(name).matches("true|false");
            case "array" -> assertThat(value).as(name).isInstanceOf(List.class);
            case "object" -> assertThat(value).as(name).isInstanceOf(Map.class);
            default -> assertThat(value).as(name).isInstanceOf(String.class);
        }
        if (json && text(documented, "type").matches("integer|number|boolean")) {
            assertThat(value).as(name).isNotInstanceOf(String.class);
        }
        if (documented.has("values")) {
            String separator = documented.path("separator").asString("\n");
            String descending = documented.path("descending").asString("\n");
            List<String> words = Arrays.stream(text.split(separator, -1))
                    .map(word -> word.startsWith(descending) ? word.substring(descending.length()) : word)
                    .toList();
            assertThat(new TreeSet<>(texts(documented, "values"))).as(name).containsAll(words);
        }
        if (documented.path("format").asString("").startsWith("date")) {
            String operator = text(documented, "format").endsWith("operator") ? "(>=|<=|>|<)?" : "";
            assertThat(text).as(name).matches(operator + "\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}Z)?");
        }
        if (documented.path("format").asString("").equals("uri")) {
            assertThat(text).as(name).matches("[a-z]+://.+");
        }
    }

    private static boolean isExcluded(TexmlRequest<?> full, String name) {
        return RequestFields.problems(RequestFields.toBuilder(full).additionalParameter(name, "x")).stream()
                .anyMatch(problem -> problem.contains(name) && problem.contains(" exclude each other"));
    }

    /** The first version that a pom names is its parent's, which is its own. */
    private static String versionOf(Path pom) {
        try {
            Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(pom));
            assertThat(version.find()).isTrue();
            return version.group(1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
