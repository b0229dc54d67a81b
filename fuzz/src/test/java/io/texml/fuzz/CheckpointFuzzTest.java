package io.texml.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.texml.reactor.export.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the file of a checkpoint, it is one that survives being written, or is refused. */
class CheckpointFuzzTest {

    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/io/texml/fuzz/checkpoint.dict")
    @FuzzTest(maxDuration = "")
    void aCheckpointIsReadAgainAsItWasOrRefused(byte[] file) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(new String(file, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("checkpoint");
            return;
        }
        assertIsReadAgain(checkpoint);
        assertIsReadAgain(checkpoint.withNote("length", "12"));
        assertIsReadAgain(checkpoint.deliveredThrough(null, "v3:a"));
        assertIsReadAgain(checkpoint.deliveredThrough(LocalDate.of(2026, 11, 28), "v3:b"));
    }

    private static void assertIsReadAgain(Checkpoint checkpoint) {
        String json = checkpoint.toJson();
        Checkpoint again = Checkpoint.parse(json);

        assertThat(json).doesNotContain("\n");
        assertThat(again.toJson()).isEqualTo(json);
        assertThat(again.items()).isEqualTo(checkpoint.items());
        assertThat(again.isComplete()).isEqualTo(checkpoint.isComplete());
        assertThat(again.notes()).isEqualTo(checkpoint.notes());
        assertThat(again.fingerprint()).isEqualTo(checkpoint.fingerprint());
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"schema\":1,\"operation\":\"calls.list\",\"fingerprint\":\"ab\",\"items\":7,\"complete\":false,"
                                + "\"done_through\":\"2026-11-01\",\"positions\":{\"2026-11-02\":{\"next_page\":\"/v2/x?Page=1\","
                                + "\"last_sid\":\"v3:a\",\"done\":false,\"changing\":true,\"sink_sid\":\"v3:b\"}},"
                                + "\"notes\":{\"length\":\"3\"}}",
                        "{\"schema\":1,\"operation\":\"o\",\"fingerprint\":\"f\",\"items\":1e2,\"complete\":true,\"positions\":{\"\":{\"done\":true}},\"notes\":{}}",
                        "{\"schema\":2}",
                        "")
                .map(json -> json.getBytes(StandardCharsets.UTF_8));
    }
}
