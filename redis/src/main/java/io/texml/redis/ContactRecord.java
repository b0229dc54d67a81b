package io.texml.redis;

import io.texml.calls.AnsweredBy;
import io.texml.reactor.campaign.Attempt;
import io.texml.reactor.campaign.ContactHistory;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.DialIntent;
import io.texml.reactor.dialler.CallResult;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Redis has of a contact, as text: {@code worker attempts outcome next intent}, with {@code -} for what is missing, and a
 * line for each attempt that ended. Intents and attempts are forms, as a browser would send them, so that no value can hold a
 * space or a line's end.
 */
final class ContactRecord {

    static final String MISSING = "-";

    private static final int OUTCOME = 2;
    private static final int NEXT = 3;
    private static final int INTENT = 4;
    private static final int FIELDS = 5;

    private ContactRecord() {}

    static String intent(DialIntent intent) {
        StringBuilder form = new StringBuilder();
        add(form, "attempt", intent.attempt());
        add(form, "reference", intent.reference());
        add(form, "from", intent.from());
        add(form, "to", intent.to());
        add(form, "at", intent.at());
        return form.toString();
    }

    static String ended(Attempt attempt) {
        AnsweredBy answeredBy = attempt.answeredBy();
        StringBuilder form = new StringBuilder();
        add(form, "attempt", attempt.number());
        add(form, "call", attempt.outcome().name());
        add(form, "call_sid", attempt.callSid());
        add(form, "answered_by", answeredBy == null ? null : answeredBy.value());
        add(form, "dialled_at", attempt.dialledAt());
        add(form, "ended_at", attempt.endedAt());
        add(form, "duration", attempt.duration());
        return form.toString();
    }

    static String orMissing(@Nullable Object value) {
        return value == null ? MISSING : value.toString();
    }

    /** @throws IllegalArgumentException when it cannot be read */
    static ContactHistory history(String record) {
        try {
            List<String> lines = record.lines().toList();
            String[] fields = lines.get(0).split(" ", -1);
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException("a record without its fields");
            }
            List<Attempt> attempts = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                attempts.add(attempt(values(line)));
            }
            return new ContactHistory(
                    attempts,
                    fields[INTENT].equals(MISSING) ? null : intent(values(fields[INTENT])),
                    fields[OUTCOME].equals(MISSING) ? null : ContactOutcome.valueOf(fields[OUTCOME]),
                    fields[NEXT].equals(MISSING) ? null : Instant.parse(fields[NEXT]));
        } catch (DateTimeException | IndexOutOfBoundsException unknown) {
            throw new IllegalArgumentException(unknown);
        }
    }

    private static DialIntent intent(Map<String, String> values) {
        return new DialIntent(
                Integer.parseInt(text(values, "attempt")),
                text(values, "reference"),
                text(values, "from"),
                text(values, "to"),
                Instant.parse(text(values, "at")));
    }

    private static Attempt attempt(Map<String, String> values) {
        String answeredBy = values.get("answered_by");
        String endedAt = values.get("ended_at");
        String duration = values.get("duration");
        return new Attempt(
                Integer.parseInt(text(values, "attempt")),
                CallResult.Outcome.valueOf(text(values, "call")),
                values.get("call_sid"),
                answeredBy == null ? null : AnsweredBy.of(answeredBy),
                Instant.parse(text(values, "dialled_at")),
                endedAt == null ? null : Instant.parse(endedAt),
                duration == null ? null : Duration.parse(duration));
    }

    private static void add(StringBuilder form, String name, @Nullable Object value) {
        if (value != null) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    private static Map<String, String> values(String form) {
        Map<String, String> values = new HashMap<>();
        for (String value : form.split("&", -1)) {
            int equals = value.indexOf('=');
            values.put(
                    value.substring(0, equals), URLDecoder.decode(value.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static String text(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a record without " + name);
        }
        return value;
    }
}
