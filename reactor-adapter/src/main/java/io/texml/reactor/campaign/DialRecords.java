package io.texml.reactor.campaign;

import io.texml.calls.AnsweredBy;
import io.texml.reactor.dialler.CallResult;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of a journal's file; what they mean is said at {@link FileDialJournal}. */
final class DialRecords {

    static final String INTENT = "intent";
    static final String ENDED = "ended";
    static final String FINISHED = "finished";

    private static final String PREVIOUS = "previous";

    private DialRecords() {}

    static Map<String, Object> intent(String key, DialIntent intent) {
        Map<String, Object> members = record(INTENT, key);
        members.put("attempt", intent.attempt());
        members.put("reference", intent.reference());
        members.put("from", intent.from());
        members.put("to", intent.to());
        members.put("at", intent.at().toString());
        return members;
    }

    static Map<String, Object> ended(
            String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
        Map<String, Object> members = record(ENDED, key);
        members.put("attempt", attempt.number());
        members.put("call", attempt.outcome().name());
        putIfThere(members, "call_sid", attempt.callSid());
        AnsweredBy answeredBy = attempt.answeredBy();
        putIfThere(members, "answered_by", answeredBy == null ? null : answeredBy.value());
        members.put("dialled_at", attempt.dialledAt().toString());
        putIfThere(members, "ended_at", attempt.endedAt());
        putIfThere(members, "duration", attempt.duration());
        putIfThere(members, "outcome", outcome);
        putIfThere(members, "next_at", nextAt);
        return members;
    }

    static Map<String, Object> finished(String key, ContactOutcome outcome) {
        Map<String, Object> members = record(FINISHED, key);
        members.put("outcome", outcome.name());
        return members;
    }

    /** Says where the record before this one of the same contact stands; 0 for none. */
    static void follow(Map<String, @Nullable Object> members, long previous) {
        members.remove(PREVIOUS);
        if (previous > 0) {
            members.put(PREVIOUS, previous);
        }
    }

    /** The same record, to be written somewhere else. */
    static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> members) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(members);
        copy.remove("length");
        copy.remove("crc32c");
        copy.remove("commit");
        return copy;
    }

    static String type(Map<String, @Nullable Object> members) throws IOException {
        return text(members, "type");
    }

    static String key(Map<String, @Nullable Object> members) throws IOException {
        return text(members, "key");
    }

    static int attempt(Map<String, @Nullable Object> members) throws IOException {
        return (int) number(members, "attempt");
    }

    static long previous(Map<String, @Nullable Object> members) throws IOException {
        return members.containsKey(PREVIOUS) ? number(members, PREVIOUS) : 0;
    }

    static boolean isDone(Map<String, @Nullable Object> members) {
        return members.containsKey("outcome");
    }

    /** What is known of a contact after this record. */
    static ContactHistory after(ContactHistory history, Map<String, @Nullable Object> members) throws IOException {
        try {
            return switch (type(members)) {
                case INTENT ->
                    history.intended(new DialIntent(
                            attempt(members),
                            text(members, "reference"),
                            text(members, "from"),
                            text(members, "to"),
                            Instant.parse(text(members, "at"))));
                case ENDED ->
                    history.ended(
                            new Attempt(
                                    attempt(members),
                                    CallResult.Outcome.valueOf(text(members, "call")),
                                    optional(members, "call_sid"),
                                    answeredBy(optional(members, "answered_by")),
                                    Instant.parse(text(members, "dialled_at")),
                                    time(optional(members, "ended_at")),
                                    duration(optional(members, "duration"))),
                            outcome(optional(members, "outcome")),
                            time(optional(members, "next_at")));
                case FINISHED -> history.finished(ContactOutcome.valueOf(text(members, "outcome")));
                default -> throw unreadable(null);
            };
        } catch (DateTimeException | IllegalArgumentException unknown) {
            throw unreadable(unknown);
        }
    }

    static IOException unreadable(@Nullable Exception cause) {
        return new IOException(
                "it holds a record that this version of the library does not know; use the one that wrote it", cause);
    }

    private static Map<String, Object> record(String type, String key) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type);
        members.put("key", key);
        return members;
    }

    private static void putIfThere(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value.toString());
        }
    }

    private static String text(Map<String, @Nullable Object> members, String name) throws IOException {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw unreadable(null);
    }

    private static @Nullable String optional(Map<String, @Nullable Object> members, String name) throws IOException {
        return members.get(name) == null ? null : text(members, name);
    }

    private static long number(Map<String, @Nullable Object> members, String name) throws IOException {
        if (members.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw unreadable(null);
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable Duration duration(@Nullable String text) {
        return text == null ? null : Duration.parse(text);
    }

    private static @Nullable AnsweredBy answeredBy(@Nullable String text) {
        return text == null ? null : AnsweredBy.of(text);
    }

    private static @Nullable ContactOutcome outcome(@Nullable String text) {
        return text == null ? null : ContactOutcome.valueOf(text);
    }
}
