package io.texml.simulator.internal.page;

import java.util.ArrayList;
import java.util.List;

/** Forms: each input has its label, and each is sent with POST. */
final class FormWriter {

    private FormWriter() {}

    /** Begins a form for an action. */
    static void open(Html html, String action, String... attributes) {
        List<String> all = new ArrayList<>(List.of("method", "post", "action", Addresses.of(action), "data-act", ""));
        all.addAll(List.of(attributes));
        html.open("form", all.toArray(String[]::new));
    }

    static void hidden(Html html, String name, String value) {
        html.open("input", "type", "hidden", "name", name, "value", value);
    }

    /** An input that has to be filled in. */
    static void input(Html html, String name, String label, String value, String type) {
        html.open("label").text(label + " ");
        html.open(
                "input",
                "type",
                type,
                "name",
                name,
                "value",
                value,
                "required",
                "",
                "autocomplete",
                "off",
                "maxlength",
                "2000");
        html.close("label");
    }

    static void button(Html html, String label) {
        html.element("button", label, "type", "submit");
    }

    /** A button that says something itself. */
    static void button(Html html, String label, String name, String value) {
        html.element("button", label, "type", "submit", "name", name, "value", value);
    }
}
