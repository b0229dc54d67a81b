package io.texml.callbacks;

import static io.texml.callbacks.SignatureTest.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.texml.callbacks.CallbackException.Reason;
import io.texml.testing.Contract;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What strangers send costs little, breaks nothing and is printed nowhere. */
class HostileCallbacksTest {

    private static final String CANARY = "+13125550147-hunter2-KEY0189abcd\n";
    private static final String TOKEN = "KEY0189abcd-hunter2-efghijk";

    private final Signer signer = new Signer();
    private final CallbackReader trusting = signer.reader()
            .tokens(TOKEN)
            .instructions(VerificationPolicy.NONE)
            .statusCallbacks(VerificationPolicy.NONE)
            .build();

    @ParameterizedTest
    @MethodSource("documented")
    void noRecordPrintsANumberOrWhatWasSaidOrPressed(JsonNode kind) {
        Map<String, List<String>> sent = DocumentedCallbacksTest.sample(kind);
        sent.replaceAll((name, values) -> name.endsWith("Status") || name.endsWith("Event") || name.endsWith("Source")
                ? values
                : List.of(CANARY));
        sent.put(CANARY, List.of(CANARY));
        for (CallbackKind named : CallbackKind.values()) {
            Callback callback = unsigned(
                    "texml-kind=" + named.value() + "&texml-reference=hunter2&texml-token=" + TOKEN + "&own=hunter2",
                    DocumentedCallbacksTest.form(sent));

            assertSilent(callback.toString());
            assertThat(callback.toString()).startsWith(callback.getClass().getSimpleName() + "[callSid=");
            assertSilent(callback.details().toString());
            assertThat(callback.urlParameters()).isEqualTo(Map.of("own", List.of("hunter2")));
        }
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aStateThatIsNoneIsNotPrintedEither(JsonNode kind) {
        Map<String, List<String>> sent = DocumentedCallbacksTest.sample(kind);
        sent.replaceAll((name, values) -> List.of(CANARY));
        for (CallbackKind named : CallbackKind.values()) {
            assertSilent(unsigned("texml-kind=" + named.value(), DocumentedCallbacksTest.form(sent))
                    .toString());
        }
    }

    @Test
    void aSidAndAStateArePrintedAsFarAsTheyAreSuch() {
        assertThat(unsigned(null, "CallSid=v3:a-b_c&CallStatus=busy"))
                .hasToString("CallProgress[callSid=v3:a-b_c, status=busy]");
        assertThat(unsigned(null, "x=1")).hasToString("UnknownCallback[callSid=null]");
    }

    @Test
    void whatMakesUrlsAndReadersPrintsNoTokenAndNoKey() {
        assertSilent(CallbackUrl.of("https://user:hunter2@app.example.com/hunter2?hunter2=hunter2")
                .reference("hunter2")
                .token(TOKEN)
                .toString());
        CallbackReader.Builder builder = signer.reader().tokens(TOKEN);
        assertThat(builder.toString() + builder.build())
                .doesNotContain("hunter2")
                .doesNotContain(signer.publicKey());
    }

    @Test
    void noFailureQuotesTheRequest() {
        Map<String, Function<String, List<String>>> headers = new LinkedHashMap<>();
        headers.put("none", name -> null);
        headers.put("canaries", name -> List.of(CANARY));
        headers.put("two", name -> List.of(CANARY, CANARY));
        headers.put("signed", Signer.of(signer.headers(new byte[0])));
        headers.put("json", name -> name.equals("content-type") ? List.of("application/" + CANARY) : null);
        byte[] body = ("a=" + CANARY + "&" + CANARY).getBytes(StandardCharsets.UTF_8);
        CallbackReader strict = signer.reader().tokens(TOKEN).build();
        CallbackReader small = signer.reader()
                .instructions(VerificationPolicy.NONE)
                .statusCallbacks(VerificationPolicy.NONE)
                .maxParameters(1)
                .maxBytes(1024)
                .build();
        List<Reason> seen = new ArrayList<>();
        for (CallbackReader reader : List.of(strict, small, trusting)) {
            for (String method : List.of("GET", "POST", CANARY)) {
                for (String query : List.of(CANARY, "texml-token=" + CANARY, "A=1&B=" + CANARY, CANARY.repeat(50))) {
                    for (byte[] sent :
                            List.of(new byte[0], body, CANARY.repeat(50).getBytes(StandardCharsets.UTF_8))) {
                        headers.values().forEach(of -> {
                            try {
                                reader.read(method, query, of, sent);
                            } catch (CallbackException refused) {
                                seen.add(refused.reason());
                                assertSilent(trace(refused));
                            }
                        });
                    }
                }
            }
        }
        assertThat(seen)
                .contains(
                        Reason.METHOD_UNSUPPORTED,
                        Reason.TOO_LARGE,
                        Reason.NOT_A_FORM,
                        Reason.SIGNATURE_MISSING,
                        Reason.TOKEN_WRONG,
                        Reason.HEADER_REPEATED,
                        Reason.TIMESTAMP_UNREADABLE,
                        Reason.BODY_UNEXPECTED,
                        Reason.SIGNATURE_WRONG);
    }

    @Test
    void moreBytesOrParametersThanAllowedAreRefused() {
        CallbackReader small = signer.reader().maxBytes(1024).maxParameters(3).build();

        assertThat(signer.post(small, "x=" + "a".repeat(1022), "x=" + "a".repeat(1022))
                        .parameters())
                .hasSize(1);
        assertThat(reason(() -> signer.post(small, null, "x=" + "a".repeat(1023))))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(() -> signer.post(small, "x=" + "a".repeat(1023), "")))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(signer.post(small, "a&b&c", "a&b&c").parameters()).hasSize(3);
        assertThat(reason(() -> signer.post(small, null, "a&b&c&a"))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(() -> signer.post(small, "a&b&c&a", ""))).isEqualTo(Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1023, 16 * 1024 * 1024 + 1, Integer.MAX_VALUE})
    void aBoundOnBytesOutsideOfItsRangeIsRefused(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackReader.builder().maxBytes(bytes))
                .withMessage("maxBytes must be 1024 to 16777216, was " + bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001, Integer.MAX_VALUE})
    void aBoundOnParametersOutsideOfItsRangeIsRefused(int parameters) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackReader.builder().maxParameters(parameters))
                .withMessage("maxParameters must be 1 to 10000, was " + parameters);
    }

    /** Whatever comes, there is a callback that holds all of it, or a reason. */
    @Test
    void noFormAndNoHeaderBreaksTheReader() {
        Random random = new Random(18);
        List<String> names = documented()
                .flatMap(kind -> kind.get("parameters").valueStream())
                .map(parameter -> Contract.text(parameter, "name"))
                .distinct()
                .toList();
        for (int round = 0; round < 5_000; round++) {
            Map<String, List<String>> sent = new LinkedHashMap<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                sent.computeIfAbsent(names.get(random.nextInt(names.size())), name -> new ArrayList<>())
                        .add(value(random));
            }
            byte[] body = DocumentedCallbacksTest.form(sent).getBytes(StandardCharsets.UTF_8);
            CallbackKind named = CallbackKind.values()[random.nextInt(CallbackKind.values().length)];

            Callback callback = trusting.read("POST", "texml-kind=" + named.value(), name -> null, body);

            assertThat(callback.parameters()).isEqualTo(sent);
            assertThat(sent).containsAllEntriesOf(callback.additionalProperties());
            assertSilent(callback.toString());
        }
        for (int round = 0; round < 2_000; round++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            String text = new String(noise, StandardCharsets.ISO_8859_1);
            try {
                Callback callback = trusting.read(
                        random.nextBoolean() ? "GET" : "POST",
                        random.nextBoolean() ? text : null,
                        name -> random.nextInt(3) == 0 ? null : List.of(random.nextBoolean() ? text : "1764238530"),
                        random.nextBoolean() ? noise : new byte[0]);
                assertThat(callback.verification()).isNotEqualTo(Verification.SIGNATURE);
            } catch (CallbackException refused) {
                assertThat(refused.reason()).isIn(Reason.NOT_A_FORM, Reason.BODY_UNEXPECTED);
            }
        }
    }

    private Callback unsigned(String query, String form) {
        return trusting.read("POST", query, name -> null, form.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<JsonNode> documented() {
        return DocumentedCallbacksTest.documented();
    }

    private static String value(Random random) {
        List<String> values = List.of(
                "",
                " ",
                "true",
                "17",
                "-1",
                "1e40",
                "2026-11-27T10:15:30Z",
                "2026-11-27 10:15:30",
                "completed",
                "dtmf",
                "https://a.example.com/?x=%",
                "http://[",
                "e30=",
                "=",
                CANARY,
                "\u0000\uFFFF",
                "+",
                "9".repeat(1000),
                "call-progress-events",
                "conference-start",
                "Thu, 99 Jan 2026 00:00:00 GMT");
        return values.get(random.nextInt(values.size()));
    }

    private static void assertSilent(String text) {
        assertThat(text).doesNotContain("5550147").doesNotContain("hunter2").doesNotContain("KEY0189");
    }

    private static String trace(Throwable thrown) {
        StringWriter out = new StringWriter();
        thrown.printStackTrace(new PrintWriter(out));
        return out.toString();
    }
}
