package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.Recording;
import io.texml.simulator.internal.state.Sentences;
import io.texml.simulator.internal.state.Transcription;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what recordings say, some seconds after they have been stopped, and what the other party of a call says while
 * it says it. Guarded by the platform's lock.
 */
public final class TranscriptionEngine implements CallListener {

    /** What speech recognition is said to be sure of. */
    private static final String CONFIDENCE = "0.9";

    private static final Duration WRITING = Duration.ofSeconds(3);

    private final Platform platform;
    private final CallbackSink callbacks;
    private final Callees callees;
    private final BiFunction<String, String, String> mediaLink;
    private final Map<String, Runnable> live = new HashMap<>();

    /**
     * An engine for a platform.
     *
     * @param mediaLink from an account and a recording to a link
     */
    public TranscriptionEngine(
            Platform platform, CallbackSink callbacks, Callees callees, BiFunction<String, String, String> mediaLink) {
        this.platform = platform;
        this.callbacks = callbacks;
        this.callees = callees;
        this.mediaLink = mediaLink;
    }

    /** Transcribes a stopped recording. */
    public void transcribe(Call call, Recording recording, @Nullable CallbackTarget callback) {
        platform.timeline().after(WRITING, () -> write(call, recording, callback));
    }

    /**
     * Tells what the other party says from now on, in place of what was told of it before.
     *
     * @param graded whether it is told how sure the words are and whether they are final
     * @param interim whether the first half of what is being said is told too
     */
    public void listen(Call call, @Nullable CallbackTarget callback, boolean graded, boolean interim) {
        stopListening(call);
        live.put(call.sid(), callees.hear(call, new Listening(call, callback, graded, interim)));
    }

    /** Tells nothing any more of what the other party says; answers whether anything was told until now. */
    public boolean stopListening(Call call) {
        Runnable end = live.remove(call.sid());
        if (end != null) {
            end.run();
        }
        return end != null;
    }

    /** Forgets whom it listens to. */
    public void reset() {
        live.clear();
    }

    @Override
    public void entered(Call call) {
        if (call.status().ended()) {
            stopListening(call);
        }
    }

    private final class Listening implements Callees.Ear {

        private final Call call;
        private final @Nullable CallbackTarget callback;
        private final boolean graded;
        private final boolean interim;

        Listening(Call call, @Nullable CallbackTarget callback, boolean graded, boolean interim) {
            this.call = call;
            this.callback = callback;
            this.graded = graded;
            this.interim = interim;
        }

        @Override
        public boolean takesKeys() {
            return false;
        }

        @Override
        public boolean takesSpeech() {
            return true;
        }

        @Override
        public void begins(String words) {
            if (interim) {
                String[] all = words.strip().split("\\s+", -1);
                String half = String.join(" ", Arrays.copyOf(all, Math.max(1, all.length / 2)));
                call.plan(platform.timeline().after(Speech.length(half, "en"), () -> tell(half, false)));
            }
        }

        @Override
        public void said(String words) {
            tell(words.strip(), true);
        }

        private void tell(String words, boolean last) {
            if (!live.containsKey(call.sid())) {
                return;
            }
            Map<String, String> fields = CallFields.parties(call);
            fields.put("Transcript", words);
            if (graded) {
                fields.put("IsFinal", Boolean.toString(last));
                fields.put("Confidence", CONFIDENCE);
            }
            callbacks.send("transcription-realtime", callback, call, fields);
        }
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
