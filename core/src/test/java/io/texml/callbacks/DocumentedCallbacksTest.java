package io.texml.callbacks;

import static io.texml.testing.Contract.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.OpenEnum;
import io.texml.calls.AnsweredBy;
import io.texml.testing.Contract;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every documented kind, from a form of its documented parameters to the record and back. */
class DocumentedCallbacksTest {

    private static final Map<String, CallbackKind> KINDS = Map.ofEntries(
            Map.entry("instruction-fetch", CallbackKind.INSTRUCTIONS),
            Map.entry("call-initiated", CallbackKind.CALL),
            Map.entry("call-ringing", CallbackKind.CALL),
            Map.entry("call-answered", CallbackKind.CALL),
            Map.entry("call-completed", CallbackKind.CALL),
            Map.entry("call-dtmf", CallbackKind.DIGIT),
            Map.entry("call-amd", CallbackKind.MACHINE_DETECTION),
            Map.entry("gather", CallbackKind.GATHER),
            Map.entry("gather-partial", CallbackKind.PARTIAL_GATHER),
            Map.entry("http-request", CallbackKind.HTTP_REQUEST),
            Map.entry("ai-gather", CallbackKind.AI_GATHER),
            Map.entry("refer-status", CallbackKind.REFER),
            Map.entry("conference-start", CallbackKind.CONFERENCE),
            Map.entry("conference-end", CallbackKind.CONFERENCE),
            Map.entry("conference-join", CallbackKind.PARTICIPANT),
            Map.entry("conference-leave", CallbackKind.PARTICIPANT),
            Map.entry("conference-speaker", CallbackKind.PARTICIPANT),
            Map.entry("recording-in-progress", CallbackKind.RECORDING),
            Map.entry("recording-completed", CallbackKind.RECORDING),
            Map.entry("recording-absent", CallbackKind.RECORDING),
            Map.entry("transcription-recording", CallbackKind.RECORDING_TRANSCRIPTION),
            Map.entry("transcription-realtime", CallbackKind.LIVE_TRANSCRIPTION),
            Map.entry("queue", CallbackKind.QUEUE_WAIT),
            Map.entry("queue-action", CallbackKind.QUEUE_ACTION),
            Map.entry("stream", CallbackKind.STREAM),
            Map.entry("siprec", CallbackKind.SIPREC),
            Map.entry("pay-action", CallbackKind.PAY_ACTION),
            Map.entry("pay-status", CallbackKind.PAY),
            Map.entry("deepfake", CallbackKind.DEEPFAKE),
            Map.entry("call-cost", CallbackKind.CALL_COST),
            Map.entry("call-analyzed", CallbackKind.CALL_ANALYZED),
            Map.entry("connect-action", CallbackKind.CONNECT_ACTION));

    /** Components that do not have the name of their parameter. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "InstructionRequest.speech", "SpeechResult",
            "AiGatherAction.result", "Base64Result",
            "AiGatherAction.messageHistory", "Base64MessageHistory",
            "QueueWait.averageQueueTime", "AvgQueueTime",
            "ConferenceProgress.event", "StatusCallbackEvent",
            "ParticipantProgress.event", "StatusCallbackEvent",
            "RecordingProgress.event", "RecordingStatus");

    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("SequenceNumber", "3"),
            Map.entry("ShakenStirValidated", "true"),
            Map.entry("IsFinal", "false"),
            Map.entry("Confidence", "0.931"),
            Map.entry("CallDuration", "17"),
            Map.entry("DialCallDuration", "16"),
            Map.entry("RecordingDuration", "15"),
            Map.entry("MachineDetectionDuration", "3200"),
            Map.entry("SamplingRate", "8000"),
            Map.entry("RecordingChannels", "2"),
            Map.entry("RecordingUrl", "https://media.example.com/a?X-Amz-Expires=600&b=%2F"),
            Map.entry("AvgQueueTime", "40"),
            Map.entry("QueueTime", "7"),
            Map.entry("QueuePosition", "2"),
            Map.entry("CurrentQueueSize", "5"),
            Map.entry("ReferSipResponseCode", "202"),
            Map.entry("NotifySipResponseCode", "200"),
            Map.entry("CallCost[<CallSid>]", "0.0125"),
            Map.entry("Timestamp", "2026-11-27T10:15:29.125Z"),
            Map.entry("Base64Result", base64("{\"city\":\"K\u00F6ln\"}")),
            Map.entry("Base64MessageHistory", base64("[]")),
            Map.entry("StatusCallbackEvent", "participant-speech-start"));

    private final Signer signer = new Signer();
    private final CallbackReader reader = signer.reader().build();

    @Test
    void everyDocumentedKindHasOneOfTheLibrary() {
        assertThat(documented().map(kind -> text(kind, "kind"))).containsExactlyInAnyOrderElementsOf(KINDS.keySet());
        Set<CallbackKind> others = EnumSet.allOf(CallbackKind.class);
        others.removeAll(KINDS.values());
        // Those of a Dial and a Record look like what they end; see CallbackKindsTest.
        assertThat(others).containsExactly(CallbackKind.DIAL_ACTION, CallbackKind.RECORD_ACTION, CallbackKind.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("documented")
    void everyDocumentedParameterHasAComponentThatKeepsIt(JsonNode kind) {
        CallbackKind expected = KINDS.get(text(kind, "kind"));
        Map<String, List<String>> sent = sample(kind);
        if (text(kind, "kind").equals("call-completed")) {
            sent.keySet().removeIf(name -> name.startsWith("DialCall"));
        }
        Callback callback = signer.post(reader, query(kind, expected), form(sent));

        assertThat(callback.kind()).isEqualTo(expected);
        assertThat(callback.kind().expectsDocument())
                .isEqualTo(kind.get("expectsTexmlResponse").asBoolean()
                        && !Set.of(CallbackKind.CALL, CallbackKind.RECORDING).contains(expected));
        assertThat(callback.verification()).isEqualTo(Verification.SIGNATURE);
        assertThat(callback.additionalProperties()).isEmpty();
        assertThat(callback.parameters()).isEqualTo(sent);
        assertThat(written(callback)).isEqualTo(new TreeMap<>(sent));
    }

    @Test
    void theActionOfADialKeepsAllThatACompletedCallHas() {
        Map<String, List<String>> sent = documented()
                .filter(kind -> text(kind, "kind").equals("call-completed"))
                .map(DocumentedCallbacksTest::sample)
                .findFirst()
                .orElseThrow();
        sent.put("DialCallDuration", List.of("16"));
        Callback callback = signer.post(reader, null, form(sent));

        assertThat(callback).isInstanceOf(DialAction.class);
        assertThat(callback.additionalProperties()).isEmpty();
        assertThat(written(callback)).isEqualTo(new TreeMap<>(sent));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void whatIsNotDocumentedIsKeptBesideIt(JsonNode kind) {
        Map<String, List<String>> sent = sample(kind);
        sent.put("Later", List.of("a", "b", ""));
        sent.put("later \u00FC&=", List.of("+ %"));
        Callback callback = signer.post(reader, query(kind, KINDS.get(text(kind, "kind"))), form(sent));

        assertThat(callback.additionalProperties())
                .isEqualTo(Map.of("Later", List.of("a", "b", ""), "later \u00FC&=", List.of("+ %")));
        assertThat(written(callback)).isEqualTo(new TreeMap<>(sent));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void whatDoesNotFitItsTypeSurvivesAsText(JsonNode kind) {
        Map<String, List<String>> sent = sample(kind);
        sent.replaceAll((name, values) ->
                SAMPLES.containsKey(name) && !name.equals("StatusCallbackEvent") ? List.of("not {this}") : values);
        Callback callback = signer.post(reader, query(kind, KINDS.get(text(kind, "kind"))), form(sent));

        assertThat(written(callback)).isEqualTo(new TreeMap<>(sent));
        callback.additionalProperties()
                .forEach((name, values) ->
                        assertThat(values).isEqualTo(sent.get(name)).containsExactly("not {this}"));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aNameThatComesTwiceIsNotGuessedAt(JsonNode kind) {
        Map<String, List<String>> sent = sample(kind);
        sent.replaceAll((name, values) -> List.of(values.get(0), "another"));
        Callback callback = signer.post(reader, query(kind, KINDS.get(text(kind, "kind"))), form(sent));

        assertThat(callback.additionalProperties()).isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource("documented")
    void everyDocumentedValueHasAConstant(JsonNode kind) {
        for (JsonNode parameter : kind.get("parameters")) {
            for (JsonNode value : parameter.has("enum") ? parameter.get("enum") : List.<JsonNode>of()) {
                Map<String, List<String>> sent = sample(kind);
                sent.put(text(parameter, "name"), List.of(value.asString()));
                Callback callback = signer.post(reader, query(kind, KINDS.get(text(kind, "kind"))), form(sent));
                if (components(callback).get(text(parameter, "name")) instanceof OpenEnum<?> read) {
                    assertThat(read.value()).isEqualTo(value.asString());
                    // No state of a call, though it stands where one is expected: it tells the kind.
                    assertThat(read.isKnown()).isEqualTo(!read.value().equals("dtmf"));
                }
            }
        }
    }

    @Test
    void bothVocabulariesOfMachineDetectionAreKnown() {
        List<String> documented = Contract.callbackValues("AnsweredBy");
        assertThat(documented).contains("machine", "machine_start", "fax", "unknown");
        for (String value : documented) {
            Callback callback = signer.post(reader, null, "CallSid=v3:a&AccountSid=b&AnsweredBy=" + value);
            AnsweredBy answeredBy = ((MachineDetectionResult) callback).answeredBy();
            assertThat(answeredBy.isKnown()).isTrue();
            assertThat(answeredBy.isMachine()).isEqualTo(value.startsWith("machine"));
        }
    }

    @Test
    void everyDocumentedCauseAndSourceOfAHangupHasAConstant() {
        assertThat(HangupCause.knownValues().stream().map(OpenEnum::value))
                .containsExactlyElementsOf(Contract.callbackValues("HangupCause"));
        assertThat(HangupSource.knownValues().stream().map(OpenEnum::value))
                .containsExactlyElementsOf(Contract.callbackValues("HangupSource"));
    }

    static Stream<JsonNode> documented() {
        return Contract.callbackKinds().stream();
    }

    /** A form of all documented parameters; where none is documented, of the one that nearly all kinds have. */
    static Map<String, List<String>> sample(JsonNode kind) {
        Map<String, List<String>> sample = new LinkedHashMap<>();
        for (JsonNode parameter : kind.get("parameters")) {
            String name = text(parameter, "name");
            sample.put(name.replace("<CallSid>", "v3:call-sid"), List.of(value(parameter, name)));
        }
        if (kind.has("discriminator")) {
            kind.get("discriminator").properties().forEach(mark -> {
                boolean value = !mark.getKey().startsWith("has")
                        && !mark.getValue().asString("").equals("?");
                if (value) {
                    JsonNode first = mark.getValue().isArray() ? mark.getValue().get(0) : mark.getValue();
                    sample.putIfAbsent(mark.getKey(), List.of(first.asString()));
                }
            });
        }
        if (sample.isEmpty()) {
            sample.put("CallSid", List.of("v3:call-sid"));
        }
        return sample;
    }

    private static String value(JsonNode parameter, String name) {
        if (parameter.has("enum")) {
            return parameter.get("enum").get(0).asString();
        }
        if (parameter.has("format")) {
            return "2026-11-27T10:15:30Z";
        }
        return SAMPLES.getOrDefault(name, "the " + name + " \u00FC+%&=\n");
    }

    private static String query(JsonNode kind, CallbackKind named) {
        return kind.has("discriminator") ? null : "texml-kind=" + named.value();
    }

    static String form(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    /** The form that the components of a record would make. */
    private static Map<String, List<String>> written(Callback callback) {
        Map<String, List<String>> written = new TreeMap<>(callback.additionalProperties());
        components(callback).forEach((name, value) -> {
            if (value instanceof Map<?, ?> costs) {
                costs.forEach((sid, cost) -> written.put("CallCost[" + sid + "]", List.of(cost.toString())));
            } else if (value != null) {
                written.put(name, List.of(wireText(name, value)));
            }
        });
        return written;
    }

    private static String wireText(String name, Object value) {
        if (value instanceof Duration duration) {
            return Long.toString(duration.toSeconds());
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return name.startsWith("Base64") ? base64(value.toString()) : value.toString();
    }

    /** Of a record and of what all have, by the names of the wire. */
    private static Map<String, Object> components(Callback callback) {
        Map<String, Object> components = new LinkedHashMap<>();
        List<RecordComponent> all =
                new ArrayList<>(Arrays.asList(callback.getClass().getRecordComponents()));
        all.removeIf(component -> component.getName().equals("details"));
        all.forEach(component -> components.put(wireName(component), get(component, callback)));
        for (String name : List.of(
                "accountSid",
                "callSid",
                "callSidLegacy",
                "connectionId",
                "from",
                "to",
                "timestamp",
                "sequenceNumber")) {
            for (RecordComponent component : CallbackDetails.class.getRecordComponents()) {
                if (component.getName().equals(name)) {
                    components.put(wireName(component), get(component, callback.details()));
                }
            }
        }
        return components;
    }

    private static String wireName(RecordComponent component) {
        String name = component.getName();
        return OTHER_NAMES.getOrDefault(
                component.getDeclaringRecord().getSimpleName() + "." + name,
                Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    private static Object get(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
