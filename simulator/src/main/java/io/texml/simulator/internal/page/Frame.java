package io.texml.simulator.internal.page;

import io.texml.simulator.internal.wire.Dates;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands round every page: where one can go, and the clock with its buttons. */
final class Frame {

    private static final List<List<String>> PAGES = List.of(
            List.of("", "Calls"),
            List.of("conferences", "Conferences"),
            List.of("queues", "Queues"),
            List.of("journal", "Journal"),
            List.of("faults", "Faults"));

    private final Look look;

    Frame(Look look) {
        this.look = look;
    }

    /** A whole page with a view on it. */
    String page(View view, String address, Fields fields) {
        Html html = new Html();
        begin(html, view.title(), address, null);
        view.write(html, fields);
        return end(html);
    }

    /** A page that says what went wrong. */
    String problem(String message) {
        Html html = new Html();
        begin(html, "That did not work", Addresses.ROOT, message);
        html.open("p").element("a", "Back to the calls", "href", Addresses.ROOT).close("p");
        return end(html);
    }

    private void begin(Html html, String title, String address, @Nullable String problem) {
        html.open("html", "lang", "en").open("head");
        html.open("meta", "charset", "utf-8");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", title + " - TeXML simulator");
        html.open("link", "rel", "stylesheet", "href", Addresses.of("page.css"));
        html.open("link", "rel", "icon", "href", Addresses.of("page.svg"), "type", "image/svg+xml");
        html.open("script", "src", Addresses.of("page.js"), "defer", "").close("script");
        html.close("head").open("body");
        html.element("a", "Skip to the content", "class", "skip", "href", "#main");
        html.open("header").element("p", "TeXML simulator", "class", "brand");
        html.open("nav", "aria-label", "Pages").open("ul");
        for (List<String> page : PAGES) {
            String to = Addresses.of(page.get(0));
            html.open("li");
            if (page.get(1).equals(title)) {
                html.element("a", page.get(1), "href", to, "aria-current", "page");
            } else {
                html.element("a", page.get(1), "href", to);
            }
            html.close("li");
        }
        html.close("ul").close("nav");
        clock(html, address);
        html.close("header").open("main", "id", "main", "tabindex", "-1");
        html.element("h1", title);
        html.element("p", problem == null ? "" : problem, "id", "problem", "role", "alert");
        html.element("p", "", "id", "connection", "class", "hint", "role", "status");
        html.open("noscript").element("p", "Without JavaScript this page shows what was when it was loaded.");
        html.close("noscript");
    }

    private void clock(Html html, String address) {
        Instant now = look.now();
        double speed = look.simulator().settings().speed();
        html.open("section", "class", "clock", "aria-label", "Clock");
        html.open("p", "id", "clock", "data-live", "");
        String iso = Dates.iso(now);
        html.element("time", iso.replace('T', ' '), "datetime", iso);
        html.text(speed == 0 ? ", stands still" : speed == 1 ? ", runs" : ", runs " + number(speed) + " times as fast");
        html.close("p");
        FormWriter.open(html, "move-clock");
        FormWriter.hidden(html, "back", address);
        FormWriter.button(html, "+1 s", "seconds", "1");
        FormWriter.button(html, "+10 s", "seconds", "10");
        FormWriter.button(html, "+1 min", "seconds", "60");
        FormWriter.button(html, "Until idle", "seconds", "idle");
        html.close("form");
        FormWriter.open(html, "move-clock");
        FormWriter.hidden(html, "back", address);
        FormWriter.input(html, "seconds", "Seconds", "30", "number");
        FormWriter.button(html, "Move the clock");
        html.close("form").close("section");
    }

    private static String number(double speed) {
        return speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
    }

    private static String end(Html html) {
        return html.close("main").close("body").close("html").toString();
    }
}
