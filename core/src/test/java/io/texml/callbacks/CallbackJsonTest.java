package io.texml.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CallbackJsonTest {

    private static final String TOKEN = "KEY0189abcd-secret2-efghijk";

    private final Signer signer = new Signer();
    private final CallbackReader trusting = signer.reader()
            .tokens(TOKEN)
            .instructions(VerificationPolicy.NONE)
            .statusCallbacks(VerificationPolicy.NONE)
            .build();

    private static Callback again(Callback callback) {
        return CallbackJson.read(CallbackJson.write(callback));
    }

    private Callback unsigned(String method, String query, String form) {
        return trusting.read(method, query, name -> List.of(), form.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<JsonNode> documented() {
        return DocumentedCallbacksTest.documented();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void whatIsReadIsEqualToWhatWasWritten(JsonNode kind) {
        String form = DocumentedCallbacksTest.form(DocumentedCallbacksTest.sample(kind));
        for (CallbackKind named : CallbackKind.values()) {
            String query = "texml-kind=" + named.value() + "&texml-reference=order%201&own=a&own=b";
            Callback signed = signer.post(trusting, query, form);

            assertThat(again(signed)).isEqualTo(signed);
            assertThat(again(signed).urlParameters()).isEqualTo(Map.of("own", List.of("a", "b")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSenderIsAsMuchVerifiedAsItWas(Verification verification) {
        Callback callback =
                switch (verification) {
                    case SIGNATURE -> signer.post(trusting, null, "CallSid=a&Digits=1");
                    case TOKEN -> unsigned("GET", "CallSid=a&Digits=1&texml-token=" + TOKEN, "");
                    case SIGNATURE_WITHOUT_PARAMETERS ->
                        trusting.read("GET", "CallSid=a&Digits=1", Signer.of(signer.headers(new byte[0])), new byte[0]);
                    case NONE -> unsigned("POST", null, "CallSid=a&Digits=1");
                };

        assertThat(callback.verification()).isEqualTo(verification);
        assertThat(again(callback)).isEqualTo(callback);
        assertThat(CallbackJson.write(callback)).doesNotContain("secret2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CallSid=a&Said=K%C3%B6ln+%F0%9F%98%80&Digits=%23",
                "CallSid=a&Odd=%22%5C%0A%00%01%E2%80%A8%7D",
                "CallSid=a&Broken=%ED%A0%80%FF",
                "CallSid=a&CallSid=b&Empty=&=nameless",
                "Timestamp=Sunday,+06-Nov-94+08%3A49%3A37+GMT&CallSid=a&CallStatus=completed",
                "x=1"
            })
    void noTextIsChanged(String form) {
        Callback callback = unsigned("POST", null, form);

        assertThat(again(callback)).isEqualTo(callback);
        assertThat(List.copyOf(again(callback).parameters().keySet()))
                .isEqualTo(List.copyOf(callback.parameters().keySet()));
        assertThat(CallbackJson.write(callback)).doesNotContain("\n");
    }

    @Test
    void aKindOfAnotherVersionIsUnknownAsItsRequestWouldHaveBeen() {
        String text = CallbackJson.write(unsigned("POST", null, "CallSid=a&Digits=1"))
                .replace("\"kind\":\"gather\"", "\"kind\":\"telepathy\"");

        assertThat(CallbackJson.read(text)).isInstanceOf(UnknownCallback.class);
        assertThat(CallbackJson.read(text).callSid()).isEqualTo("a");
    }

    @Test
    void aMemberThatThisVersionDoesNotKnowIsPassedOver() {
        Callback callback = unsigned("POST", null, "CallSid=a&Digits=1");
        String text = CallbackJson.write(callback).replace("{\"version\"", "{\"new\":[{}],\"version\"");

        assertThat(CallbackJson.read(text)).isEqualTo(callback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4815162342",
                "[]",
                "{}",
                "{\"version\":1",
                "{\"version\":2,\"kind\":\"call\",\"verification\":\"NONE\",\"parameters\":{}}",
                "{\"version\":\"1\",\"kind\":\"call\",\"verification\":\"NONE\",\"parameters\":{}}",
                "{\"version\":1,\"kind\":\"call\",\"parameters\":{\"a\":[\"4815162342\"]}}",
                "{\"version\":1,\"kind\":\"call\",\"verification\":\"4815162342\",\"parameters\":{}}",
                "{\"version\":1,\"kind\":4815162342,\"verification\":\"NONE\",\"parameters\":{}}",
                "{\"version\":1,\"kind\":\"call\",\"verification\":\"NONE\",\"parameters\":[4815162342]}",
                "{\"version\":1,\"kind\":\"call\",\"verification\":\"NONE\",\"parameters\":{\"a\":\"4815162342\"}}",
                "{\"version\":1,\"kind\":\"call\",\"verification\":\"NONE\",\"parameters\":{\"a\":[4815162342]}}",
                "{\"version\":1,\"kind\":\"call\",\"verification\":\"NONE\",\"parameters\":{\"a\":[]}}"
            })
    void whatIsNoneIsRefusedAndNotQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackJson.read(text))
                .withMessageContaining("the text is no callback")
                .satisfies(failure ->
                        assertThat(failure + " " + failure.getCause()).doesNotContain("4815162342"));
    }
}
