package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.Recording;
import io.texml.simulator.internal.state.Sentences;
import io.texml.simulator.internal.state.Transcription;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Writes down what recordings say, some seconds after they have been stopped. */
public final class TranscriptionEngine {

    private static final Duration WRITING = Duration.ofSeconds(3);

    private final Platform platform;
    private final CallbackSink callbacks;
    private final BiFunction<String, String, String> mediaLink;

    /**
     * An engine for a platform.
     *
     * @param mediaLink from an account and a recording to a link
     */
    public TranscriptionEngine(
            Platform platform, CallbackSink callbacks, BiFunction<String, String, String> mediaLink) {
        this.platform = platform;
        this.callbacks = callbacks;
        this.mediaLink = mediaLink;
    }

    /** Transcribes a stopped recording. */
    public void transcribe(Call call, Recording recording, @Nullable CallbackTarget callback) {
        platform.timeline().after(WRITING, () -> write(call, recording, callback));
    }

    private void write(Call call, Recording recording, @Nullable CallbackTarget callback) {
        Instant now = platform.timeline().now();
        long index = platform.identifiers().next("sentence");
        Long seconds = recording.seconds();
        Transcription transcription = new Transcription(
                platform.identifiers().uuid("transcription"),
                call.sid(),
                recording.sid(),
                seconds == null ? 0 : seconds,
                Sentences.some(platform.seed(), index),
                now,
                now);
        call.account().transcriptions().add(transcription.sid(), transcription);
        call.account().transcriptions().end(transcription.sid());
        Map<String, String> fields = CallFields.numbers(call);
        fields.put("CallStatus", call.status().wireName());
        fields.put("RecordingSid", recording.sid());
        fields.put("RecordingUrl", mediaLink.apply(call.account().sid(), recording.sid()));
        fields.put("TranscriptionSid", transcription.sid());
        fields.put("TranscriptionStatus", "completed");
        fields.put("TranscriptionText", transcription.text());
        callbacks.send("transcription-recording", callback, call, fields);
    }
}
