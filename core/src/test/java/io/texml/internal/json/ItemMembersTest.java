package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemMembersTest {

    private static final ItemMembers MEMBERS = ItemMembers.of("sid", "price", "list", "gr\u00fc\u00df");

    @Test
    void whatIsWantedIsReadAndTheRestIsPassedOver() {
        assertThat(
                        read(
                                "{\"sid\":null,\"other\":{\"sid\":\"inner\"},\"list\":[1,{}],\"pri\\u0063e\":1.50,\"gr\u00fc\u00df\":\"x\"}"))
                .isEqualTo(
                        Map.of("list", List.of(1, Map.of()), "price", new BigDecimal("1.50"), "gr\u00fc\u00df", "x"));
        assertThat(read("{\"sid\":\"a\",\"price\":1,\"list\":2,\"gr\u00fc\u00df\":3,\"rest\":not read any more"))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[1]", "\"sid\"", "{\"sid\"", "{\"sid\":\"a\",", "{\"sid\" 1}"})
    void whatIsNoObjectHasNone(String item) {
        assertThat(read(item)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wed, 06 Mar 2024 12:00:00 +0000",
                "Thu, 6 Mar 2024 12:00:00 GMT",
                "2024-03-06T12:00:00Z",
                "2024-03-06T13:00:00.000+01:00"
            })
    void aTimeIsReadAsRecordsReadIt(String text) {
        assertThat(JsonObjects.time(text)).isEqualTo(Instant.parse("2024-03-06T12:00:00Z"));
    }

    private static Map<String, Object> read(String item) {
        return MEMBERS.of(ByteBuffer.wrap(item.getBytes(StandardCharsets.UTF_8)));
    }
}
