package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.wire.Json;
import java.util.Map;

/** Secrets: keep one; none is ever shown. */
public final class SecretResource {

    private final Platform platform;

    /** The operation on secrets. */
    public SecretResource(Platform platform) {
        this.platform = platform;
    }

    /** Adds the handler of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("secrets.create", this::create);
    }

    private Reply create(ApiCall request) {
        if (platform.secretCount() >= platform.settings().retention()) {
            throw ApiFailure.tooManyRequests(Map.of("x-texml-simulator", "retention is full of secrets"));
        }
        String name = request.body().text("name", "");
        platform.keepSecret(name, request.body().text("value", ""));
        return Reply.json(201, Json.write(out -> {
            out.writeStartObject();
            out.writeName("data");
            out.writeStartObject();
            out.writeStringProperty("name", name);
            out.writeStringProperty("value", "REDACTED");
            out.writeEndObject();
            out.writeEndObject();
        }));
    }
}
