package io.texml.simulator.internal.state;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A conference and who is, or was, in it. Guarded by the platform's lock. */
public final class Conference {

    /** The states of a conference. */
    public enum Status {
        /** Nobody who starts it has entered. */
        INIT("init"),
        /** It runs. */
        IN_PROGRESS("in-progress"),
        /** It is over. */
        COMPLETED("completed");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        /** The name on the wire. */
        public String wireName() {
            return wireName;
        }
    }

    /** More than can be in a conference at a time, so that only those who left are forgotten. */
    private static final int MOST_REMEMBERED = 1_000;

    private final String sid;
    private final Account account;
    private final String name;
    private final Instant created;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private ConferenceSettings settings;
    private Instant updated;
    private Status status = Status.INIT;
    private @Nullable String reasonEnded;
    private @Nullable String callThatEnded;
    private @Nullable Recording recording;
    private long callbackNumber;

    /** A conference that nobody has entered yet. */
    public Conference(String sid, Account account, String name, ConferenceSettings settings, Instant now) {
        this.sid = sid;
        this.account = account;
        this.name = name;
        this.settings = settings;
        this.created = now;
        this.updated = now;
    }

    /** The identifier. */
    public String sid() {
        return sid;
    }

    /** The account that it belongs to. */
    public Account account() {
        return account;
    }

    /** The name that calls meet under. */
    public String name() {
        return name;
    }

    /** What was asked for of it. */
    public ConferenceSettings settings() {
        return settings;
    }

    /** Takes what nobody has asked for until now. */
    public void settings(ConferenceSettings later) {
        settings = settings.orElse(later);
    }

    /** When it was made. */
    public Instant created() {
        return created;
    }

    /** When anything changed last. */
    public Instant updated() {
        return updated;
    }

    /** The state. */
    public Status status() {
        return status;
    }

    /** Why it ended, null as long as it has not. */
    public @Nullable String reasonEnded() {
        return reasonEnded;
    }

    /** The call that ended it, if one did. */
    public @Nullable String callThatEnded() {
        return callThatEnded;
    }

    /** Its recording, if it has one. */
    public @Nullable Recording recording() {
        return recording;
    }

    /** Sets its recording. */
    public void recording(Recording newRecording) {
        recording = newRecording;
    }

    /** Starts. */
    public void start(Instant now) {
        status = Status.IN_PROGRESS;
        updated = now;
    }

    /** Ends. */
    public void end(String reason, @Nullable String callSid, Instant now) {
        status = Status.COMPLETED;
        reasonEnded = reason;
        callThatEnded = callSid;
        updated = now;
    }

    /** Everybody, in the order of their coming. */
    public Collection<Participant> participants() {
        return participants.values();
    }

    /** Adds somebody. */
    public void add(Participant participant) {
        participants.put(participant.call().sid(), participant);
        if (participants.size() > MOST_REMEMBERED) {
            participants.values().stream()
                    .filter(other -> other.status() == Participant.Status.COMPLETED)
                    .findFirst()
                    .ifPresent(other -> participants.remove(other.call().sid()));
        }
    }

    /** Whoever has that call sid or that label. */
    public @Nullable Participant participant(String callSidOrLabel) {
        Participant byCall = participants.get(callSidOrLabel);
        if (byCall != null) {
            return byCall;
        }
        Participant labelled = null;
        for (Participant participant : participants.values()) {
            if (callSidOrLabel.equals(participant.label())) {
                labelled = participant;
            }
        }
        return labelled;
    }

    /** How many are in or on their way. */
    public long size() {
        return participants.values().stream()
                .filter(participant -> participant.status() != Participant.Status.COMPLETED)
                .count();
    }

    /** Whether nobody else may come. */
    public boolean full() {
        return size() >= settings.largest();
    }

    /** The number of the next callback. */
    public long nextCallbackNumber() {
        return callbackNumber++;
    }

    @Override
    public String toString() {
        return "Conference[" + sid + ", " + status + "]";
    }
}
