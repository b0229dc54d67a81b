package io.texml.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackException;
import io.texml.callbacks.CallbackException.Reason;
import io.texml.callbacks.CallbackJson;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.Verification;
import io.texml.callbacks.VerificationPolicy;
import io.texml.testing.Contract;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever calls the endpoint, with whatever query and body: a callback that holds all of it, or a documented reason. */
class CallbackFuzzTest {

    private static final int MOST_PARAMETERS = 500;

    /** Takes everything. */
    private static final CallbackReader TRUSTING = CallbackReader.builder()
            .publicKeys()
            .tokens("a-token-that-nobody-guesses-1")
            .instructions(VerificationPolicy.NONE)
            .statusCallbacks(VerificationPolicy.NONE)
            .build();

    private static final CallbackReader STRICT = CallbackReader.of("nIq93vm5aiS36hD1VHJphAdKhu9oigFBlEivE3c4t98=");

    private static final Set<String> DOCUMENTED = Contract.callbackKinds().stream()
            .flatMap(kind -> kind.get("parameters").valueStream())
            .map(parameter -> Contract.text(parameter, "name"))
            .collect(Collectors.toSet());

    /** @param request the query, a line feed, and the body; a request without a body is a GET */
    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/io/texml/fuzz/callback.dict")
    @FuzzTest(maxDuration = "")
    void aRequestIsACallbackThatHoldsAllOfItOrIsRefused(byte[] request) {
        int line = indexOf(request, '\n');
        String query = new String(request, 0, line, StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOfRange(request, Math.min(line + 1, request.length), request.length);
        assertForm(query, body);
        assertUnsigned(query, body);
        assertJson(new String(body, StandardCharsets.UTF_8));
    }

    private static void assertForm(String query, byte[] body) {
        boolean get = body.length == 0;
        byte[] form = get ? query.getBytes(StandardCharsets.UTF_8) : body;
        Callback callback;
        try {
            callback = TRUSTING.read(get ? "GET" : "POST", query, name -> null, body);
        } catch (CallbackException refused) {
            assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(pairs(form) > MOST_PARAMETERS || pairs(query.getBytes(StandardCharsets.UTF_8)) > MOST_PARAMETERS)
                    .isTrue();
            return;
        }
        Map<String, List<String>> sent = decoded(form);
        if (get) {
            assertThat(sent).containsAllEntriesOf(callback.parameters()).containsAllEntriesOf(callback.urlParameters());
            sent.keySet().removeAll(callback.parameters().keySet());
            sent.keySet().removeAll(callback.urlParameters().keySet());
            assertThat(sent.keySet()).allMatch(name -> name.startsWith("texml-"));
        } else {
            assertThat(callback.parameters()).isEqualTo(sent);
            assertThat(decoded(query.getBytes(StandardCharsets.UTF_8))).containsAllEntriesOf(callback.urlParameters());
        }
        assertThat(callback.parameters()).containsAllEntriesOf(callback.additionalProperties());
        callback.parameters().forEach((name, values) -> {
            if (!DOCUMENTED.contains(name) && !name.startsWith("CallCost[")) {
                assertThat(callback.additionalProperties()).containsEntry(name, values);
            }
        });
        assertThat(callback.toString()).startsWith(callback.getClass().getSimpleName() + "[callSid=");
        assertThat(callback.details().toString()).isNotEmpty();
        assertThat(CallbackJson.read(CallbackJson.write(callback))).isEqualTo(callback);
    }

    /** Nobody signed it, and it is not told apart by what else is in it. */
    private static void assertUnsigned(String query, byte[] body) {
        Map<String, String> headers = Map.of(
                "telnyx-timestamp",
                String.valueOf(System.currentTimeMillis() / 1000),
                "telnyx-signature-ed25519",
                query);
        Function<String, List<String>> signed = name -> headers.containsKey(name) ? List.of(headers.get(name)) : null;
        for (Function<String, List<String>> given : List.<Function<String, List<String>>>of(signed, name -> null)) {
            CallbackException refused = catchThrowableOfType(
                    CallbackException.class, () -> STRICT.read(body.length == 0 ? "GET" : "POST", query, given, body));
            assertThat(refused).isNotNull();
        }
        CallbackException json = catchThrowableOfType(
                CallbackException.class,
                () -> TRUSTING.read(
                        "POST", null, name -> name.equals("content-type") ? List.of("application/json") : null, body));
        assertThat(json.reason()).isEqualTo(Reason.NOT_A_FORM);
    }

    private static void assertJson(String text) {
        Callback callback;
        try {
            callback = CallbackJson.read(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("the text is no callback");
            return;
        }
        assertThat(callback.verification()).isIn((Object[]) Verification.values());
        assertThat(CallbackJson.read(CallbackJson.write(callback))).isEqualTo(callback);
    }

    private static long pairs(byte[] form) {
        return Stream.of(new String(form, StandardCharsets.ISO_8859_1).split("&"))
                .filter(pair -> !pair.isEmpty())
                .count();
    }

    /** As the URL standard says, pair by pair. */
    private static Map<String, List<String>> decoded(byte[] form) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : new String(form, StandardCharsets.ISO_8859_1).split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(unescaped(name), first -> new ArrayList<>())
                        .add(unescaped(value));
            }
        }
        return parameters;
    }

    private static String unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && text.substring(i + 1).matches("(?s)[0-9a-fA-F]{2}.*")) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] text, char mark) {
        int at = 0;
        while (at < text.length && text[at] != mark) {
            at++;
        }
        return at;
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "\nCallSid=v3:a&From=%2B13125550147&To=%2B17735550199&CallStatus=completed&Duration=17&x=y",
                        "texml-kind=dial-action&texml-reference=r&own=1\nDialCallStatus=busy&DialCallSid=v3:b&Digits=1",
                        "CallSid=v3:a&From=sip%3Aa%40b&To=c&texml-token=t&lower=1",
                        "\nCallCost[v3:a]=0.012&CallbackSource=call-cost-events&Timestamp=2026-11-27T10:15:30Z",
                        "\nRecordingStatus=completed&RecordingUrl=https://a.example.com/x?y=%&RecordingStartTime=Thu, 01 Jan 26 00:00:00 GMT",
                        "\nBase64Result=e30=&StreamEvent=start&a=%zz&a=+&&=&b",
                        "\n{\"version\":1,\"kind\":\"call\",\"verification\":\"SIGNATURE\",\"reference\":\"r\",\"parameters\":{\"CallSid\":[\"v3:a\"]}}")
                .map(request -> request.getBytes(StandardCharsets.UTF_8));
    }
}
