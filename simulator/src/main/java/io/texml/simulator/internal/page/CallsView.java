package io.texml.simulator.internal.page;

import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallFacts;
import io.texml.simulator.internal.state.GeneratedCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** The calls of an account, newest first, a window of them. */
final class CallsView implements View {

    /** Calls on a page. */
    static final int WINDOW = 50;

    private final Look look;

    CallsView(Look look) {
        this.look = look;
    }

    /**
     * What is on the page.
     *
     * @param older the fields that lead to the next window, none when this is the last
     */
    private record Window(
            String account, List<String> accounts, long all, int live, List<CallFacts> calls, List<String> older) {}

    @Override
    public String title() {
        return "Calls";
    }

    @Override
    public void write(Html html, Fields fields) {
        boolean liveOnly = fields.find("show", "all").equals("live");
        Window window = look.read(() -> window(fields, liveOnly));
        Instant now = look.now();
        ringIn(html);
        html.open("section", "aria-label", "Calls");
        html.open("p", "id", "count", "role", "status", "data-live", "");
        html.text(Texts.counted(window.all(), "call") + ", " + window.live() + " of them live")
                .close("p");
        accounts(html, window);
        html.open("p", "class", "choice");
        choice(html, "All calls", !liveOnly, Addresses.of("", "account", window.account()));
        choice(html, "Live calls", liveOnly, Addresses.of("", "account", window.account(), "show", "live"));
        html.close("p");
        html.open("div", "id", "calls", "data-live", "");
        if (window.calls().isEmpty()) {
            html.element("p", "There is none. Dial one with the API, or ring in.");
        } else {
            table(html, window.calls(), now);
        }
        if (!window.older().isEmpty()) {
            html.element("a", "Older calls", "class", "older", "href", Addresses.of("", older(window, liveOnly)));
        }
        html.close("div").close("section");
    }

    private Window window(Fields fields, boolean liveOnly) {
        Account account = look.account(fields);
        List<CallFacts> calls = new ArrayList<>();
        List<String> older = new ArrayList<>();
        GeneratedCalls past = account.generatedCalls();
        // Whoever pages among the generated ones is past all that were dialled.
        long index = fields.number("past", -1);
        long from = index < 0 ? fields.number("from", Long.MAX_VALUE) : -1;
        NavigableMap<Long, Call> dialled = liveOnly
                ? account.calls().runningNewestFirst(from)
                : account.calls().newestFirst(from);
        for (Map.Entry<Long, Call> entry : dialled.entrySet()) {
            if (calls.size() == WINDOW) {
                older.addAll(List.of("from", entry.getKey().toString()));
                break;
            }
            calls.add(entry.getValue().facts());
        }
        if (!liveOnly && older.isEmpty()) {
            long next = Math.max(0, index);
            while (calls.size() < WINDOW && next < past.size()) {
                calls.add(past.at(next++));
            }
            if (next < past.size()) {
                older.addAll(List.of("past", Long.toString(next)));
            }
        }
        List<String> accounts = new ArrayList<>();
        look.platform().accounts().forEach(other -> accounts.add(other.sid()));
        return new Window(
                account.sid(), accounts, account.calls().size() + past.size(), account.activeCalls(), calls, older);
    }

    private static String[] older(Window window, boolean liveOnly) {
        List<String> fields = new ArrayList<>(List.of("account", window.account(), "show", liveOnly ? "live" : ""));
        fields.addAll(window.older());
        return fields.toArray(String[]::new);
    }

    private static void ringIn(Html html) {
        html.open("details", "class", "panel").element("summary", "Ring in");
        FormWriter.open(html, "ring-in");
        FormWriter.input(html, "from", "From", "+17735550199", "tel");
        FormWriter.input(html, "to", "To", "+13125550100", "tel");
        FormWriter.button(html, "Ring in");
        html.close("form");
        html.element(
                "p",
                "The application that owns the number is asked for a document; the oldest one owns all numbers"
                        + " that nobody gave away.",
                "class",
                "hint");
        html.close("details");
    }

    private static void accounts(Html html, Window window) {
        if (window.accounts().size() > 1) {
            html.open("p", "class", "choice");
            for (String sid : window.accounts()) {
                choice(html, "Account " + sid, sid.equals(window.account()), Addresses.of("", "account", sid));
            }
            html.close("p");
        }
    }

    private static void choice(Html html, String label, boolean chosen, String address) {
        if (chosen) {
            html.element("a", label, "href", address, "aria-current", "true");
        } else {
            html.element("a", label, "href", address);
        }
    }

    private static void table(Html html, List<CallFacts> calls, Instant now) {
        html.open("table").open("thead").open("tr");
        html.element("th", "State", "scope", "col");
        html.element("th", "Who", "scope", "col");
        html.element("th", "Since", "scope", "col", "class", "wide");
        html.element("th", "How long", "scope", "col");
        html.close("tr").close("thead").open("tbody");
        for (CallFacts call : calls) {
            html.open("tr").open("td");
            state(html, call.status().wireName());
            html.close("td").open("td");
            html.open("a", "href", Addresses.of("call", "sid", call.sid()));
            who(html, call);
            html.close("a").close("td").open("td", "class", "wide");
            Texts.time(html, call.created());
            html.close("td").element("td", Texts.length(lasted(call, now))).close("tr");
        }
        html.close("tbody").close("table");
    }

    static void state(Html html, String state) {
        html.element("span", state, "class", "state " + state);
    }

    /** Who calls whom; names from outside keep their own direction of writing. */
    static void who(Html html, CallFacts call) {
        String name = call.callerName();
        if (name != null) {
            Texts.name(html, name);
            html.text(" ");
        }
        Texts.name(html, call.from());
        html.text(" \u2192 ");
        Texts.name(html, call.to());
        if (call.direction().equals("inbound")) {
            html.element("span", " (inbound)", "class", "hint");
        }
    }

    static Duration lasted(CallFacts call, Instant now) {
        Instant ended = call.ended();
        return Duration.between(call.created(), ended == null ? now : ended);
    }
}
