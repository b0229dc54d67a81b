package io.texml.simulator.internal.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One entry of the API's error envelope. */
public record ApiError(
        @Nullable String code,
        @Nullable String title,
        String detail,
        @Nullable String pointer) {

    private static final String CATALOGUE = "https://developers.telnyx.com/docs/overview/errors/";

    void write(JsonGenerator out) {
        out.writeStartObject();
        if (code != null) {
            out.writeStringProperty("code", code);
        }
        if (title != null) {
            out.writeStringProperty("title", title);
        }
        out.writeStringProperty("detail", detail);
        if (pointer != null) {
            out.writeName("source");
            out.writeStartObject();
            out.writeStringProperty("pointer", pointer);
            out.writeEndObject();
        }
        if (code != null) {
            out.writeName("meta");
            out.writeStartObject();
            out.writeStringProperty("url", CATALOGUE + code);
            out.writeEndObject();
        }
        out.writeEndObject();
    }
}
