package io.texml.simulator.internal.admin;

import io.texml.simulator.internal.journal.Secrets;
import io.texml.simulator.internal.wire.Dates;
import io.texml.simulator.internal.wire.Json;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes what the admin API answers. Keys, passwords and secrets are left out. */
final class AdminWriter {

    private static final List<String> RESOURCES = List.of(
            "GET /_simulator",
            "GET /_simulator/ in a browser",
            "POST /_simulator/reset",
            "GET /_simulator/clock",
            "POST /_simulator/clock {\"advance\": \"PT5S\"} or {\"until_idle\": true}",
            "GET /_simulator/faults",
            "POST /_simulator/faults {\"fault\": \"on=calls.create status=503 times=2\"}",
            "DELETE /_simulator/faults",
            "GET /_simulator/requests?operation=calls.create&limit=100",
            "GET /_simulator/callbacks?kind=call-completed&limit=100",
            "DELETE /_simulator/journal",
            "POST /_simulator/scripts {\"number\": \"+15550100\", \"outcome\": \"busy\"}",
            "POST /_simulator/calls {\"from\": \"+15550100\", \"to\": \"+15550199\"}",
            "POST /_simulator/calls/answer {\"call_sid\": \"..\"}",
            "POST /_simulator/calls/press {\"call_sid\": \"..\", \"keys\": \"1#\"}",
            "POST /_simulator/calls/say {\"call_sid\": \"..\", \"words\": \"yes\"}",
            "POST /_simulator/calls/hang_up {\"call_sid\": \"..\"}",
            "POST /_simulator/callback_delivery {\"losses\": 0.1, \"duplicates\": 0.1}");

    private final Controls simulator;

    AdminWriter(Controls simulator) {
        this.simulator = simulator;
    }

    void info(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("base_url", simulator.origin() + "/v2");
        out.writeNumberProperty("seed", simulator.settings().seed());
        out.writeNumberProperty("speed", simulator.settings().speed());
        out.writeStringProperty("now", Dates.isoMillis(simulator.keeper().now()));
        out.writeStringProperty("public_key", simulator.publicKey());
        texts(out, "accounts", simulator.settings().accountSids());
        out.writeNumberProperty("retention", simulator.settings().retention());
        out.writeNumberProperty("forgotten_records", simulator.forgottenRecords());
        out.writeNumberProperty("dropped_journal_entries", simulator.journal().dropped());
        texts(out, "resources", RESOURCES);
        out.writeEndObject();
    }

    void clock(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("now", Dates.isoMillis(simulator.keeper().now()));
        out.writeNumberProperty("speed", simulator.settings().speed());
        out.writeEndObject();
    }

    void faults(JsonGenerator out) {
        out.writeStartObject();
        texts(
                out,
                "active",
                simulator.faults().active().stream().map(String::valueOf).toList());
        out.writeNumberProperty("happened", simulator.faults().happened());
        out.writeEndObject();
    }

    void requests(JsonGenerator out, @Nullable String operation, int limit) {
        out.writeStartObject();
        out.writeName("requests");
        out.writeStartArray();
        for (RecordedRequest request : latest(
                operation == null
                        ? simulator.journal().requests()
                        : simulator.journal().requests(operation),
                limit)) {
            out.writeStartObject();
            out.writeNumberProperty("number", request.number());
            out.writeStringProperty("received_at", Dates.isoMillis(request.receivedAt()));
            out.writeStringProperty("operation", request.operation());
            out.writeStringProperty("method", request.method());
            out.writeStringProperty("path", request.path());
            out.writeName("parameters");
            Json.write(out, Secrets.hidden(request.parameters()));
            out.writeNumberProperty("status", request.status());
            out.writeBooleanProperty("acted", request.acted());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    void callbacks(JsonGenerator out, @Nullable String kind, int limit) {
        out.writeStartObject();
        out.writeName("callbacks");
        out.writeStartArray();
        for (RecordedCallback callback : latest(
                kind == null
                        ? simulator.journal().callbacks()
                        : simulator.journal().callbacks(kind),
                limit)) {
            out.writeStartObject();
            out.writeStringProperty("kind", callback.kind());
            out.writeStringProperty("sent_at", Dates.isoMillis(callback.sentAt()));
            out.writeStringProperty("call_sid", callback.callSid());
            out.writeStringProperty("url", Secrets.hidden(callback.url()));
            out.writeStringProperty("method", callback.method());
            out.writeName("fields");
            Json.write(out, Secrets.hidden(callback.fields()));
            out.writeNumberProperty("attempt", callback.attempt());
            out.writeStringProperty("outcome", callback.outcome().name().toLowerCase(Locale.ROOT));
            out.writeNumberProperty("status", callback.status());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static <T> List<T> latest(List<T> all, int limit) {
        return all.subList(Math.max(0, all.size() - Math.max(0, limit)), all.size());
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) {
        out.writeName(name);
        Json.write(out, texts);
    }
}
