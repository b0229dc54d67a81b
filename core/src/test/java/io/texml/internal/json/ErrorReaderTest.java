package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ErrorReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errors/400",
                "errors/401",
                "errors/403",
                "errors/404",
                "errors/404-application",
                "errors/422",
                "errors/422-enum",
                "errors/429",
                "errors/429-dials",
                "errors/500",
                "ErrorEnvelope",
                "NotFoundEnvelope"
            })
    void everyMemberOfADocumentedErrorIsRead(String sample) throws IOException {
        byte[] body = sample(sample);
        List<?> documented =
                (List<?>) JsonMapper.shared().readValue(body, Map.class).get("errors");

        assertThat(ErrorReader.read(body))
                .isNotEmpty()
                .isEqualTo(documented.stream()
                        .map(entry -> (Map<?, ?>) entry)
                        .map(entry -> new ApiError(
                                (String) entry.get("code"),
                                (String) entry.get("title"),
                                (String) entry.get("detail"),
                                member(entry.get("source"), "pointer"),
                                member(entry.get("meta"), "url")))
                        .toList());
    }

    @Test
    void theFormsOfSiblingApisAreReadToo() {
        assertThat(ErrorReader.read(bytes("{\"errors\":[{\"code\":404,\"description\":\"gone\","
                        + "\"source\":{\"parameter\":\"To\"},\"later\":[1]},{}]}")))
                .containsExactly(
                        new ApiError("404", null, "gone", "To", null), new ApiError(null, null, null, null, null));
    }

    @Test
    void membersOfOtherTypesAreLeftOut() {
        assertThat(ErrorReader.read(
                        bytes("{\"errors\":[7,null,\"text\",{\"code\":{\"a\":1},\"title\":[],\"detail\":true,"
                                + "\"source\":\"/To\",\"meta\":5}]}")))
                .containsExactly(new ApiError(null, null, "true", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<html><body>502 Bad Gateway</body></html>",
                "[]",
                "null",
                "\"errors\"",
                "{}",
                "{\"errors\":{}}",
                "{\"errors\":null}",
                "{\"errors\":[]}",
                "{\"errors\":[{\"code\":"
            })
    void whatIsNoErrorEnvelopeHasNoErrors(String body) {
        assertThat(ErrorReader.read(bytes(body))).isEmpty();
    }

    @Test
    void anErrorThatIsCutOffAnywhereBreaksNothing() throws IOException {
        byte[] body = sample("errors/422");
        for (int length = 0; length < body.length - 1; length++) {
            assertThat(ErrorReader.read(Arrays.copyOf(body, length)))
                    .as("cut to %d bytes", length)
                    .isEmpty();
        }
    }

    private static String member(Object object, String name) {
        return object instanceof Map<?, ?> members ? (String) members.get(name) : null;
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream stream =
                ErrorReaderTest.class.getResourceAsStream("/io/texml/contract/samples/" + name + ".json")) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
