package io.texml.simulator.internal.state;

import io.texml.simulator.internal.seed.Seed;
import java.time.Instant;
import java.util.BitSet;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Recordings of generated calls: recording n is of call n. Only the deleted ones are remembered, one bit each. */
public final class GeneratedRecordings implements Generated<RecordingFacts> {

    private static final String KIND = "generated-recording";

    private final Seed seed;
    private final String accountSid;
    private final GeneratedCalls calls;
    private final int size;
    private final BitSet deleted = new BitSet();

    /** As many recordings as {@code size}, of as many calls. */
    public GeneratedRecordings(Seed seed, String accountSid, GeneratedCalls calls, int size) {
        this.seed = seed;
        this.accountSid = accountSid;
        this.calls = calls;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public @Nullable RecordingFacts at(long index) {
        return deleted.get((int) index) ? null : new GeneratedRecording(index);
    }

    /** The recording with that sid. */
    public @Nullable RecordingFacts find(String sid) {
        OptionalLong index = indexOf(sid);
        return index.isPresent() ? at(index.getAsLong()) : null;
    }

    /** Deletes a recording and tells whether there was one. */
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

    private final class GeneratedRecording implements RecordingFacts {

        private final long index;
        private final CallFacts call;

        GeneratedRecording(long index) {
            this.index = index;
            this.call = calls.at(index);
        }

        @Override
        public String sid() {
            return seed.uuid(KIND + accountSid, index);
        }

        @Override
        public String callSid() {
            return call.sid();
        }

        @Override
        public @Nullable String conferenceSid() {
            return null;
        }

        @Override
        public String source() {
            return "OutboundAPI";
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public String track() {
            return "both";
        }

        @Override
        public String status() {
            return "completed";
        }

        @Override
        public Long seconds() {
            return Math.max(1, call.seconds());
        }

        @Override
        public Instant started() {
            Instant answered = call.answered();
            return answered == null ? call.created() : answered;
        }

        @Override
        public Instant updated() {
            return started().plusSeconds(seconds());
        }
    }
}
