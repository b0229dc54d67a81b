package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.internal.wire.Json;
import io.texml.simulator.script.CallScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every kind of callback has the fields that the documentation names for it, in {@code callback-fields.json}. */
class DocumentedCallbacksTest {

    private static final Map<String, @Nullable Object> FIELDS = fields();
    /** What the other callbacks about calls have, and the schemas of these few leave out. */
    private static final Set<String> BEYOND = Set.of("ConnectionId", "CallSidLegacy");

    private final CallbackReceiver receiver = new CallbackReceiver();
    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .callScript(CallScript.answered()
                    .withRingsAfter(Duration.ofSeconds(1))
                    .withAnswersAfter(Duration.ofSeconds(1))
                    .withTalks(Duration.ofSeconds(60)))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void close() {
        simulator.close();
        receiver.close();
    }

    @Test
    void everyKindIsSentSignedAndComplete() {
        receiver.answer(
                "/instructions",
                "<Response><Record transcription='true' transcriptionCallback='" + receiver.url("/transcription")
                        + "'/></Response>");
        String call = api.dial(
                "+13125550199",
                "\"StatusCallbackEvent\":\"initiated ringing answered completed\"",
                "\"StatusCallback\":\"" + receiver.url("/status") + "\"",
                "\"MachineDetection\":\"Enable\"",
                "\"AsyncAmd\":true",
                "\"AsyncAmdStatusCallback\":\"" + receiver.url("/amd") + "\"",
                "\"Record\":true",
                "\"RecordingStatusCallbackEvent\":\"in-progress completed absent\"",
                "\"RecordingStatusCallback\":\"" + receiver.url("/recording") + "\"",
                "\"Url\":\"" + receiver.url("/instructions") + "\"");
        String conference = api.form(
                        api.account("/Conferences/room/Participants"),
                        "ApplicationSid=app&From=%2B13125550147&To=%2B17735550101&Label=front+desk"
                                + "&ConferenceStatusCallbackEvent=start+end+join+leave&ConferenceStatusCallback="
                                + receiver.url("/conference"))
                .field("conference_sid");
        assertThat(conference).isNotEmpty();
        simulator.clock().advance(Duration.ofSeconds(3));
        String base = api.account("/Calls/" + call);
        api.form(base + "/Streams.json", "StatusCallback=" + receiver.url("/stream"));
        api.form(base + "/Siprec.json", "StatusCallback=" + receiver.url("/siprec"));
        simulator.clock().advanceUntilIdle();

        assertThat(receiver.received()).allMatch(callback -> callback.signedBy(simulator.publicKey()));
        for (String kind : FIELDS.keySet()) {
            assertThat(simulator.journal().callbacks(kind))
                    .as(kind)
                    .isNotEmpty()
                    .allSatisfy(callback -> {
                        assertThat(callback.fields().keySet()).as(kind).containsAll(named(kind, "required"));
                        Set<String> unknown = new TreeSet<>(callback.fields().keySet());
                        unknown.removeAll(named(kind, "required"));
                        unknown.removeAll(named(kind, "optional"));
                        unknown.removeAll(BEYOND);
                        assertThat(unknown).as(kind).isEmpty();
                    });
        }
        assertThat(receiver.received()).hasSameSizeAs(simulator.journal().callbacks());
    }

    private static List<String> named(String kind, String which) {
        List<String> names = new ArrayList<>();
        Object value = Api.object(FIELDS.get(kind)).get(which);
        if (value instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }

    private static Map<String, @Nullable Object> fields() {
        try (InputStream in = DocumentedCallbacksTest.class.getResourceAsStream("callback-fields.json")) {
            return Api.object(Json.parse(in == null ? new byte[0] : in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
