package io.texml.simulator.internal.state;

import io.texml.simulator.internal.seed.Seed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything that belongs to one account. Guarded by the platform's lock. */
public final class Account {

    private final String sid;
    private final Store<Call> calls;
    private final Store<Recording> recordings;
    private final Store<Conference> conferences;
    private final Store<CallQueue> queues;
    private final Store<Transcription> transcriptions;
    private int activeCalls;
    private final GeneratedCalls generatedCalls;
    private final GeneratedRecordings generatedRecordings;
    private final GeneratedTranscriptions generatedTranscriptions;

    /** An account with that much history. */
    public Account(String sid, Seed seed, int limit, History history, Instant start) {
        this.sid = sid;
        this.calls = new Store<>(limit);
        this.recordings = new Store<>(limit);
        this.conferences = new Store<>(limit);
        this.queues = new Store<>(limit);
        this.transcriptions = new Store<>(limit);
        this.generatedCalls = new GeneratedCalls(seed, sid, history.calls(), start);
        this.generatedRecordings = new GeneratedRecordings(seed, sid, generatedCalls, history.recordings());
        this.generatedTranscriptions =
                new GeneratedTranscriptions(seed, sid, generatedRecordings, history.transcriptions());
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

    /** How many calls have not ended. */
    public int activeCalls() {
        return activeCalls;
    }

    /** Counts a call. */
    public void callBegins() {
        activeCalls++;
    }

    /** Counts a call no more. */
    public void callEnds() {
        activeCalls--;
    }

    /** How many records have been forgotten to keep within the retention. */
    public long forgotten() {
        return calls.forgotten() + recordings.forgotten() + conferences.forgotten() + transcriptions.forgotten();
    }

    /** Conferences, running and ended. */
    public Store<Conference> conferences() {
        return conferences;
    }

    /** Queues. */
    public Store<CallQueue> queues() {
        return queues;
    }

    /** Transcriptions that were made here. */
    public Store<Transcription> transcriptions() {
        return transcriptions;
    }

    /** Transcriptions of the past. */
    public GeneratedTranscriptions generatedTranscriptions() {
        return generatedTranscriptions;
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

    /**
     * How much there was before the simulator started.
     *
     * @param calls at least as many as recordings
     * @param recordings at least as many as transcriptions
     */
    public record History(long calls, int recordings, int transcriptions) {}

    @Override
    public String toString() {
        return "Account[" + sid + "]";
    }
}
