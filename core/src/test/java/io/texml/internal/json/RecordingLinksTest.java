package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.recordings.Recording;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The link to a recording's media is there although it is written badly. */
class RecordingLinksTest {

    private static Recording read(String link) {
        byte[] json = ("{\"sid\":\"RE1\",\"media_url\":\"" + link + "\"}").getBytes(StandardCharsets.UTF_8);
        return RecordReader.of(Recording.class).read(new JsonScanner(new ByteArrayInputStream(json)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/call 2026-01-05.mp3?x=1, http://h/call%202026-01-05.mp3?x=1",
        "http://h/a|b.mp3, http://h/a%7Cb.mp3",
        "http://h/gr\u00fc\u00dfe.mp3, http://h/gr%C3%BC%C3%9Fe.mp3",
        "http://telephony_recordings_prod.s3.example:81/a, http://telephony_recordings_prod.s3.example:81/a",
        "https://h/a%2Bb%252F+c?s=%2f, https://h/a%2Bb%252F+c?s=%2f"
    })
    void aLinkIsReadWithWhatMustNotStandInItEncoded(String link, String read) {
        Recording recording = read(link);

        assertThat(recording.mediaUrl()).hasToString(read);
        assertThat(recording.additionalProperties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a b/c", "http://[::1/c", "not a link", "http://"})
    void whatIsNoLinkIsKeptAsItCame(String text) {
        Recording recording = read(text);

        assertThat(recording.mediaUrl()).isNull();
        assertThat(recording.additionalProperties()).containsEntry("media_url", text);
    }
}
