package io.texml.simulator.internal.state;

import io.texml.simulator.internal.engine.Seed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that belongs to one account. Guarded by the platform's lock. */
public final class Account {

    private final String sid;
    private final Store<Call> calls;
    private final Store<Recording> recordings;
    private final GeneratedCalls generatedCalls;
    private final GeneratedRecordings generatedRecordings;

    /** An account with that much history. */
    public Account(String sid, Seed seed, int limit, long pastCalls, int pastRecordings, Instant start) {
        this.sid = sid;
        this.calls = new Store<>(limit);
        this.recordings = new Store<>(limit);
        this.generatedCalls = new GeneratedCalls(seed, sid, pastCalls, start);
        this.generatedRecordings = new GeneratedRecordings(seed, sid, generatedCalls, pastRecordings);
    }

    /** The account's identifier. */
    public String sid() {
        return sid;
    }

    /** Calls that were dialled here. */
    public Store<Call> calls() {
        return calls;
    }

    /** Recordings that were made here. */
    public Store<Recording> recordings() {
        return recordings;
    }

    /** Calls of the past. */
    public GeneratedCalls generatedCalls() {
        return generatedCalls;
    }

    /** Recordings of the past. */
    public GeneratedRecordings generatedRecordings() {
        return generatedRecordings;
    }

    /** A recording, made or generated. */
    public @Nullable RecordingFacts recording(String recordingSid) {
        RecordingFacts made = recordings.get(recordingSid);
        return made != null ? made : generatedRecordings.find(recordingSid);
    }

    @Override
    public String toString() {
        return "Account[" + sid + "]";
    }
}
