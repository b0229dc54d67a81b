package io.texml.simulator.internal.page;

import io.texml.simulator.internal.journal.JournalBook.Placed;
import io.texml.simulator.internal.journal.Secrets;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedCallback.Outcome;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.journal.TimelineEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes entries of the journal: what happened in a line, and behind it what was sent and answered. */
final class EntryWriter {

    private static final int MOST_FIELDS = 60;

    private EntryWriter() {}

    /** Entries as a list; {@code namesCalls} where they are of several. */
    static void write(Html html, List<Placed<?>> entries, boolean namesCalls) {
        html.open("ol", "class", "entries");
        for (Placed<?> placed : entries) {
            html.open("li");
            if (placed.entry() instanceof RecordedRequest request) {
                write(html, placed.place(), request);
            } else if (placed.entry() instanceof RecordedCallback callback) {
                write(html, placed.place(), callback, namesCalls);
            } else if (placed.entry() instanceof TimelineEntry note) {
                write(html, note, namesCalls);
            }
            html.close("li");
        }
        html.close("ol");
    }

    /** Whether something went wrong: a request that was not answered well, a callback that did not arrive. */
    static boolean isTrouble(Object entry) {
        if (entry instanceof RecordedRequest request) {
            return request.status() < 200 || request.status() >= 400;
        }
        if (entry instanceof RecordedCallback callback) {
            return callback.outcome() != Outcome.DELIVERED;
        }
        return entry instanceof TimelineEntry note
                && (note.kind() == TimelineEntry.Kind.DOCUMENT_ERROR || note.kind() == TimelineEntry.Kind.VERB_NOT_RUN);
    }

    private static void write(Html html, long place, RecordedRequest request) {
        html.open("details", "data-key", Long.toString(place), "class", mark(request))
                .open("summary");
        Texts.time(html, request.receivedAt());
        html.element("span", " request ", "class", "kind");
        html.text(request.method() + " " + request.operation() + " \u2192 "
                + (request.status() == 0 ? "dropped" : request.status()));
        html.close("summary");
        html.element("p", Texts.cut(Secrets.hidden(request.path())), "class", "address");
        fields(html, request.parameters());
        html.element("p", request.acted() ? "It took effect." : "It did not take effect.", "class", "hint");
        html.close("details");
    }

    private static void write(Html html, long place, RecordedCallback callback, boolean namesCall) {
        html.open("details", "data-key", Long.toString(place), "class", mark(callback))
                .open("summary");
        Texts.time(html, callback.sentAt());
        html.element("span", " callback ", "class", "kind");
        html.text(callback.kind() + " \u2192 " + answered(callback));
        html.close("summary");
        if (namesCall) {
            call(html, callback.callSid());
        }
        html.element("p", callback.method() + " " + Texts.cut(Secrets.hidden(callback.url())), "class", "address");
        fields(html, callback.fields());
        if (callback.answer().isEmpty()) {
            html.element("p", "The answer had no body.", "class", "hint");
        } else {
            html.element("p", "The answer:", "class", "hint");
            html.element("pre", Secrets.hidden(Texts.cut(callback.answer())));
        }
        html.close("details");
    }

    private static String answered(RecordedCallback callback) {
        String attempt = callback.attempt() == 1 ? "" : " (attempt " + callback.attempt() + ")";
        return switch (callback.outcome()) {
                    case DELIVERED -> "answered " + callback.status();
                    case FAILED -> callback.status() == 0 ? "no answer" : "answered " + callback.status();
                    case LOST -> "lost on request";
                    case REFUSED -> "not sent, as it may not go there";
                }
                + attempt;
    }

    private static void write(Html html, TimelineEntry note, boolean namesCall) {
        html.open("p", "class", mark(note));
        Texts.time(html, note.at());
        html.element(
                "span", " " + note.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " ", "class", "kind");
        html.text(note.detail()).close("p");
        if (namesCall) {
            call(html, note.callSid());
        }
    }

    private static String mark(Object entry) {
        return isTrouble(entry) ? "entry trouble" : "entry";
    }

    private static void call(Html html, String sid) {
        html.open("p", "class", "hint").text("Call ");
        html.element("a", sid, "href", Addresses.of("call", "sid", sid)).close("p");
    }

    private static void fields(Html html, Map<String, String> fields) {
        if (fields.isEmpty()) {
            return;
        }
        html.open("dl");
        Secrets.hidden(fields).entrySet().stream().limit(MOST_FIELDS).forEach(field -> {
            html.element("dt", Texts.cut(field.getKey()));
            html.element("dd", Texts.cut(field.getValue()));
        });
        html.close("dl");
        if (fields.size() > MOST_FIELDS) {
            html.element("p", "and " + Texts.counted(fields.size() - MOST_FIELDS, "more field"), "class", "hint");
        }
    }
}
