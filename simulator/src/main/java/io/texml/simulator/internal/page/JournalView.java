package io.texml.simulator.internal.page;

import io.texml.simulator.internal.contract.KnownNames;
import io.texml.simulator.internal.journal.JournalBook;
import io.texml.simulator.internal.journal.JournalBook.Placed;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.journal.TimelineEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was requested, sent and noted, newest first, as far as it is asked for. */
final class JournalView implements View {

    /** Entries on a page. */
    static final int WINDOW = 50;

    private static final String REQUESTS = "requests";
    private static final String CALLBACKS = "callbacks";
    private static final String NOTES = "notes";

    private final Look look;

    JournalView(Look look) {
        this.look = look;
    }

    @Override
    public String title() {
        return "Journal";
    }

    @Override
    public void write(Html html, Fields fields) {
        filters(html, fields);
        JournalBook journal = look.simulator().journal();
        JournalBook.Window window = window(journal, fields);
        long dropped = journal.dropped();
        html.open("div", "id", "journal", "data-live", "");
        if (window.entries().isEmpty()) {
            html.element("p", "There is nothing.");
        } else {
            EntryWriter.write(html, window.entries(), true);
        }
        if (window.next() > 0) {
            html.element(
                    "a",
                    "Older entries",
                    "class",
                    "older",
                    "href",
                    Addresses.of(
                            "journal",
                            "what",
                            fields.find("what", ""),
                            "name",
                            fields.find("name", ""),
                            "call",
                            fields.find("call", ""),
                            "trouble",
                            fields.find("trouble", ""),
                            "before",
                            Long.toString(window.next())));
        } else if (dropped > 0) {
            html.element(
                    "p", Texts.counted(dropped, "more") + " were dropped, as they were too many.", "class", "hint");
        }
        html.close("div");
    }

    private static JournalBook.Window window(JournalBook journal, Fields fields) {
        long before = fields.number("before", Long.MAX_VALUE);
        Predicate<Object> wanted = filter(fields);
        String call = fields.find("call");
        if (call == null) {
            return journal.newest(before, WINDOW, wanted);
        }
        List<Placed<?>> found = new ArrayList<>(journal.ofCall(call));
        found.removeIf(placed -> placed.place() >= before || !wanted.test(placed.entry()));
        Collections.reverse(found);
        return JournalBook.window(found, WINDOW);
    }

    private static Predicate<Object> filter(Fields fields) {
        String what = fields.find("what", "");
        String name = fields.find("name");
        boolean troubleOnly = fields.find("trouble") != null;
        return entry -> (what.isEmpty() || what.equals(what(entry)))
                && (name == null || name.equals(name(entry)))
                && (!troubleOnly || EntryWriter.isTrouble(entry));
    }

    private static String what(Object entry) {
        return entry instanceof RecordedRequest ? REQUESTS : entry instanceof RecordedCallback ? CALLBACKS : NOTES;
    }

    private static @Nullable String name(Object entry) {
        if (entry instanceof RecordedRequest request) {
            return request.operation();
        }
        return entry instanceof RecordedCallback callback
                ? callback.kind()
                : ((TimelineEntry) entry).kind().name();
    }

    private static void filters(Html html, Fields fields) {
        html.open(
                "form", "method", "get", "action", Addresses.of("journal"), "class", "panel", "aria-label", "Filters");
        String what = fields.find("what", "");
        html.open("label").text("What ").open("select", "name", "what");
        option(html, "", "everything", what);
        option(html, REQUESTS, REQUESTS, what);
        option(html, CALLBACKS, CALLBACKS, what);
        option(html, NOTES, "notes of calls", what);
        html.close("select").close("label");
        String name = fields.find("name", "");
        html.open("label").text("Name ").open("select", "name", "name");
        option(html, "", "any", name);
        options(html, "Requests", KnownNames.operations(), name);
        options(html, "Callbacks", KnownNames.callbacks(), name);
        html.close("select").close("label");
        html.open("label").text("Call sid ");
        html.open("input", "type", "search", "name", "call", "value", fields.find("call", ""))
                .close("label");
        html.open("label");
        if (fields.find("trouble") == null) {
            html.open("input", "type", "checkbox", "name", "trouble", "value", "1");
        } else {
            html.open("input", "type", "checkbox", "name", "trouble", "value", "1", "checked", "");
        }
        html.text(" only what went wrong").close("label");
        FormWriter.button(html, "Filter");
        html.close("form");
    }

    private static void options(Html html, String group, List<String> names, String chosen) {
        html.open("optgroup", "label", group);
        names.forEach(name -> option(html, name, name, chosen));
        html.close("optgroup");
    }

    private static void option(Html html, String value, String label, String chosen) {
        if (value.equals(chosen)) {
            html.element("option", label, "value", value, "selected", "");
        } else {
            html.element("option", label, "value", value);
        }
    }
}
