package io.texml.simulator.internal.page;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.internal.fault.FaultBook;
import java.util.List;

/** What goes wrong, and a form for more of it. */
final class FaultsView implements View {

    private static final int WINDOW = 100;
    private static final List<String> EXAMPLES = List.of(
            "on=calls.create status=503 times=2 retry-after=1",
            "on=calls.create drop=after times=1",
            "on=calls.list status=500 every=3",
            "latency=20ms-80ms",
            "body=truncated every=10",
            "body=expired");

    private final Look look;

    FaultsView(Look look) {
        this.look = look;
    }

    @Override
    public String title() {
        return "Faults";
    }

    @Override
    public void write(Html html, Fields fields) {
        html.open("section", "class", "panel", "aria-label", "Add a fault");
        FormWriter.open(html, "add-fault");
        html.open("label").text("Fault ");
        html.open(
                "input",
                "type",
                "text",
                "name",
                "fault",
                "required",
                "",
                "list",
                "examples",
                "autocomplete",
                "off",
                "maxlength",
                "2000",
                "placeholder",
                EXAMPLES.get(0));
        html.close("label").open("datalist", "id", "examples");
        EXAMPLES.forEach(example -> html.open("option", "value", example).close("option"));
        html.close("datalist");
        FormWriter.button(html, "Add the fault");
        html.close("form");
        html.open("p", "class", "hint")
                .text("For example ")
                .element("code", EXAMPLES.get(0))
                .close("p");
        html.close("section");
        FaultBook faults = look.simulator().faults();
        List<Fault> active = faults.active();
        html.open("p", "id", "count", "role", "status", "data-live", "");
        html.text(Texts.counted(active.size(), "fault") + " in force, " + Texts.counted(faults.happened(), "request")
                        + " met one so far")
                .close("p");
        html.open("div", "id", "faults", "data-live", "").open("ol");
        active.stream().limit(WINDOW).forEach(fault -> html.open("li")
                .element("code", Texts.cut(fault.toString()))
                .close("li"));
        html.close("ol");
        if (!active.isEmpty()) {
            FormWriter.open(html, "clear-faults");
            FormWriter.button(html, "Remove all faults");
            html.close("form");
        }
        html.close("div");
    }
}
