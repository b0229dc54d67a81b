package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.markup.MarkupRunner;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.wire.Json;
import java.util.List;
import java.util.Map;

/** The ways to dial, and to change a call, without an account in the path. */
public final class DialResource {

    private final Platform platform;
    private final CallEngine engine;
    private final MarkupRunner markup;

    /** The operations on calls outside of an account. */
    public DialResource(Platform platform, CallEngine engine, MarkupRunner markup) {
        this.platform = platform;
        this.engine = engine;
        this.markup = markup;
    }

    /** Adds the handlers of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("aiCalls.create", this::dialAssistant);
        handlers.put("connectionCalls.create", this::dial);
        handlers.put("calls.updateLegacy", this::update);
    }

    private Reply dialAssistant(ApiCall request) {
        // An AI call has no markup of its own; also the lenient platform says so.
        for (String refused : List.of("Twiml", "Texml", "Url")) {
            if (request.body().has(refused)) {
                throw ApiFailure.unprocessable(
                        "10015", "Bad Request", "An AI call takes no " + refused + ".", "/" + refused);
            }
        }
        return dial(request);
    }

    private Reply dial(ApiCall request) {
        Account account = request.account();
        Calls.requireRoom(account);
        Call call = engine.dial(
                account,
                request.path("connection_id"),
                request.body().text("From", ""),
                request.body().text("To", ""),
                request.body().text("CallerId"),
                request.body());
        return Reply.json(200, Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("call_sid", call.sid());
            out.writeStringProperty("from", call.facts().from());
            out.writeStringProperty("status", call.status().wireName());
            out.writeStringProperty("to", call.facts().to());
            out.writeEndObject();
        }));
    }

    private Reply update(ApiCall request) {
        Call call = Calls.active(request.account(), request.path("call_sid"));
        call.update(request.body());
        boolean redirected = request.body().has("Texml") || request.body().has("Url");
        if (redirected && call.status() == CallStatus.IN_PROGRESS) {
            markup.run(call);
        }
        if (request.body().has("Status")) {
            engine.hangUp(call);
        }
        String sid = platform.identifiers().uuid("command");
        return Reply.json(200, Json.write(out -> {
            out.writeStartObject();
            out.writeName("data");
            out.writeStartObject();
            out.writeStringProperty("sid", sid);
            out.writeStringProperty("status", "accepted");
            out.writeEndObject();
            out.writeEndObject();
        }));
    }
}
