package io.texml.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CallStatus;
import io.texml.internal.json.ResponseDecoder;
import io.texml.testing.Contract;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an application gets when it hands an answer on with its own Jackson: the names of the API, and nothing lost. */
class RecordsAsJsonTest {

    @ParameterizedTest
    @MethodSource("records")
    void aRecordIsWrittenUnderTheNamesOfTheWireWithWhatItDoesNotKnow(Map.Entry<String, Class<?>> entry) {
        Map<String, Object> sent = new LinkedHashMap<>();
        Contract.sampleMembers(entry.getKey()).forEach((name, value) -> {
            if (value != null) {
                sent.put((String) name, value);
            }
        });
        sent.put("later", Map.of("list", List.of(1, "two", true)));
        sent.put("status", "melting");
        Object record = ResponseDecoder.decode(
                ResponseType.of(entry.getValue()),
                new ByteArrayInputStream(JsonMapper.shared().writeValueAsBytes(sent)),
                "/");

        JsonNode written = JsonMapper.shared().valueToTree(record);
        assertThat(new TreeSet<>(written.propertyNames())).isEqualTo(new TreeSet<>(sent.keySet()));
        assertThat(written.get("later").toString()).isEqualTo("{\"list\":[1,\"two\",true]}");
        assertThat(written.get("status").asString()).isEqualTo("melting");
    }

    @Test
    void anOpenEnumIsItsTextInBothDirections() {
        for (CallStatus status : new CallStatus[] {CallStatus.BUSY, CallStatus.of("melting")}) {
            byte[] json = JsonMapper.shared().writeValueAsBytes(status);

            assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("\"" + status.value() + "\"");
            assertThat(JsonMapper.shared().readValue(json, CallStatus.class)).isEqualTo(status);
        }
    }

    private record Day(CallStatus last, Map<CallStatus, Integer> counts) {}

    @Test
    void anOpenEnumStandsInAnApplicationsRecordsAndAsAKey() {
        Day day = new Day(CallStatus.of("melting"), Map.of(CallStatus.BUSY, 2));
        String json = JsonMapper.shared().writeValueAsString(day);

        assertThat(json).isEqualTo("{\"last\":\"melting\",\"counts\":{\"busy\":2}}");
        assertThat(JsonMapper.shared().readValue(json, Day.class)).isEqualTo(day);
    }

    static Stream<Map.Entry<String, Class<?>>> records() {
        return new TreeMap<>(ContractTest.records()).entrySet().stream();
    }
}
