package io.texml.simulator.internal.state;

import io.texml.simulator.internal.seed.Seed;
import java.util.BitSet;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Transcriptions of generated recordings: number n is of recording n. Only the deleted ones are remembered. */
public final class GeneratedTranscriptions implements Generated<Transcription> {

    private static final String KIND = "generated-transcription";

    private final Seed seed;
    private final String accountSid;
    private final GeneratedRecordings recordings;
    private final int size;
    private final BitSet deleted = new BitSet();

    /** As many transcriptions as {@code size}. */
    public GeneratedTranscriptions(Seed seed, String accountSid, GeneratedRecordings recordings, int size) {
        this.seed = seed;
        this.accountSid = accountSid;
        this.recordings = recordings;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public @Nullable Transcription at(long index) {
        RecordingFacts recording = deleted.get((int) index) ? null : recordings.at(index);
        Long seconds = recording == null ? null : recording.seconds();
        return recording == null || seconds == null
                ? null
                : new Transcription(
                        seed.uuid(KIND + accountSid, index),
                        recording.callSid(),
                        recording.sid(),
                        seconds,
                        Sentences.some(seed, index),
                        recording.updated(),
                        recording.updated());
    }

    /** The transcription with that sid. */
    public @Nullable Transcription find(String sid) {
        OptionalLong index = indexOf(sid);
        return index.isPresent() ? at(index.getAsLong()) : null;
    }

    /** Deletes a transcription and tells whether there was one. */
    public boolean delete(String sid) {
        OptionalLong index = indexOf(sid);
        if (index.isEmpty() || deleted.get((int) index.getAsLong())) {
            return false;
        }
        deleted.set((int) index.getAsLong());
        return true;
    }

    private OptionalLong indexOf(String sid) {
        OptionalLong index = seed.indexOfUuid(KIND + accountSid, sid);
        return index.isPresent() && index.getAsLong() < size ? index : OptionalLong.empty();
    }
}
