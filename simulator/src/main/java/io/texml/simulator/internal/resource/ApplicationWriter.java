package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.state.Application;
import io.texml.simulator.internal.wire.Dates;
import io.texml.simulator.internal.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes an application as the API documents it. */
final class ApplicationWriter {

    private ApplicationWriter() {}

    static void write(JsonGenerator out, Application application) {
        out.writeStartObject();
        member(out, application, "active", true);
        member(out, application, "anchorsite_override", "Latency");
        member(out, application, "call_cost_in_webhooks", false);
        out.writeStringProperty("created_at", Dates.isoMillis(application.created()));
        member(out, application, "dtmf_type", "RFC 2833");
        member(out, application, "first_command_timeout", false);
        member(out, application, "first_command_timeout_secs", 30);
        member(out, application, "friendly_name", "");
        out.writeStringProperty("id", application.id());
        Map<String, Object> inbound = new LinkedHashMap<>();
        inbound.put("shaken_stir_enabled", false);
        inbound.put("sip_subdomain_receive_settings", "from_anyone");
        object(out, application, "inbound", inbound);
        object(out, application, "outbound", new LinkedHashMap<>());
        out.writeStringProperty("record_type", "texml_application");
        member(out, application, "status_callback", null);
        member(out, application, "status_callback_method", "post");
        member(out, application, "tags", List.of());
        out.writeStringProperty("updated_at", Dates.isoMillis(application.updated()));
        member(out, application, "voice_fallback_url", null);
        member(out, application, "voice_method", "post");
        member(out, application, "voice_url", null);
        out.writeEndObject();
    }

    static @Nullable String profile(Application application) {
        return application.member("outbound") instanceof Map<?, ?> outbound
                        && outbound.get("outbound_voice_profile_id") instanceof String id
                ? id
                : null;
    }

    private static void member(JsonGenerator out, Application application, String name, @Nullable Object otherwise) {
        Object given = application.member(name);
        Object value = given == null ? otherwise : given;
        if (value != null) {
            out.writeName(name);
            Json.write(out, value);
        }
    }

    private static void object(JsonGenerator out, Application application, String name, Map<String, Object> members) {
        if (application.member(name) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> {
                if (value != null) {
                    members.put(String.valueOf(key), value);
                }
            });
        }
        out.writeName(name);
        Json.write(out, members);
    }
}
