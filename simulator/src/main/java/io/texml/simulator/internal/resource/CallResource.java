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
import io.texml.simulator.internal.state.CallFacts;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.wire.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls: dial, fetch, list, redirect, hang up. */
public final class CallResource {

    private final Platform platform;
    private final CallEngine engine;
    private final MarkupRunner markup;
    private final Pages pages;

    /** The operations on calls. */
    public CallResource(Platform platform, CallEngine engine, MarkupRunner markup) {
        this.platform = platform;
        this.engine = engine;
        this.markup = markup;
        this.pages = new Pages(platform.seed(), platform.settings().lastPageLink());
    }

    /** Adds the handlers of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("calls.create", this::create);
        handlers.put("calls.get", this::get);
        handlers.put("calls.update", this::update);
        handlers.put("calls.list", this::list);
    }

    private Reply create(ApiCall request) {
        Calls.requireRoom(request.account());
        Call call = engine.dial(
                request.account(),
                request.body().text("ApplicationSid", ""),
                request.body().text("From", ""),
                request.body().text("To", ""),
                request.body().text("CallerId"),
                request.body());
        boolean withSid = platform.settings().callSidInCreateResponse();
        return Reply.json(200, Json.write(out -> {
            out.writeStartObject();
            if (withSid) {
                out.writeStringProperty("call_sid", call.sid());
            }
            out.writeStringProperty("from", call.facts().from());
            out.writeStringProperty("status", call.status().wireName());
            out.writeStringProperty("to", call.facts().to());
            out.writeEndObject();
        }));
    }

    private Reply get(ApiCall request) {
        Account account = request.account();
        String sid = request.path("call_sid");
        Call dialled = account.calls().get(sid);
        CallFacts facts =
                dialled == null ? account.generatedCalls().find(sid) : dialled.factsAt(readable(request.now()));
        if (facts == null) {
            throw ApiFailure.notFound();
        }
        return answer(account, facts);
    }

    private Reply update(ApiCall request) {
        Account account = request.account();
        Call call = Calls.active(account, request.path("call_sid"));
        call.update(request.body());
        boolean redirected = request.body().has("Texml") || request.body().has("Url");
        if (redirected && call.status() == CallStatus.IN_PROGRESS) {
            markup.run(call);
        }
        if ("completed".equals(request.body().text("Status"))) {
            engine.hangUp(call);
        }
        return answer(account, call.facts());
    }

    private Reply list(ApiCall request) {
        Account account = request.account();
        CallFilter filter = new CallFilter(request.query());
        Instant readable = readable(request.now());
        Listing<Call, CallFacts> list = new Listing<>(
                account.calls(),
                call -> view(call, readable),
                account.generatedCalls(),
                filter::matches,
                filter.firstIndex(account.generatedCalls()),
                filter.endIndex(account.generatedCalls()));
        return pages.answer(
                request,
                Paths.account(account.sid()) + "/Calls.json",
                list,
                (out, call) -> CallWriter.write(out, account.sid(), call));
    }

    private static @Nullable CallFacts view(Call call, Instant readable) {
        return call.factsAt(readable);
    }

    private Instant readable(Instant now) {
        return now.minus(platform.settings().readDelay());
    }

    private static Reply answer(Account account, CallFacts facts) {
        return Reply.json(200, Json.write(out -> CallWriter.write(out, account.sid(), facts)));
    }
}
