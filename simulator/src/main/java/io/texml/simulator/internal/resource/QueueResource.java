package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.CallQueue;
import io.texml.simulator.internal.wire.Dates;
import io.texml.simulator.internal.wire.Json;
import io.texml.simulator.internal.wire.PercentCode;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Queues: make, list, fetch, change, delete. */
public final class QueueResource {

    private static final int DEFAULT_SIZE = 100;

    private final Platform platform;
    private final Pages pages;

    /** The operations on queues. */
    public QueueResource(Platform platform) {
        this.platform = platform;
        this.pages = new Pages(platform.seed(), platform.settings().lastPageLink());
    }

    /** Adds the handlers of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("queues.list", this::list);
        handlers.put("queues.create", this::create);
        handlers.put("queues.get", request -> answer(request, find(request)));
        handlers.put("queues.update", this::update);
        handlers.put("queues.delete", this::delete);
    }

    private Reply list(ApiCall request) {
        Account account = request.account();
        DateFilter created = DateFilter.of(request.query(), "DateCreated");
        DateFilter updated = DateFilter.of(request.query(), "DateUpdated");
        return pages.answer(
                request,
                Paths.account(account.sid()) + "/Queues.json",
                Listing.of(
                        account.queues(),
                        queue -> queue,
                        (CallQueue queue) -> created.matches(queue.created()) && updated.matches(queue.updated())),
                (out, queue) -> write(out, account.sid(), queue, request.now()));
    }

    private Reply create(ApiCall request) {
        Account account = request.account();
        String name = request.body().text("FriendlyName", "");
        String sid = name.isBlank() ? platform.identifiers().uuid("queue") : name;
        if (account.queues().get(sid) != null) {
            throw ApiFailure.unprocessable(
                    "10015", "Bad Request", "There is a queue of this name already.", "/FriendlyName");
        }
        Calls.requireRoom(account.queues().full(), "queues");
        CallQueue queue = new CallQueue(sid, size(request), request.now());
        account.queues().add(sid, queue);
        return answer(request, queue);
    }

    private Reply update(ApiCall request) {
        CallQueue queue = find(request);
        if (request.body().has("MaxSize")) {
            queue.maximumSize(size(request), request.now());
        }
        return answer(request, queue);
    }

    private Reply delete(ApiCall request) {
        CallQueue queue = find(request);
        if (queue.size() > 0) {
            throw ApiFailure.unprocessable(
                    "90050", "Queue is not empty", "Calls are waiting in the queue.", "/QueueSid");
        }
        request.account().queues().remove(queue.sid());
        return Reply.empty(204);
    }

    private static long size(ApiCall request) {
        long size = request.body().number("MaxSize", DEFAULT_SIZE);
        if (size < 1) {
            throw ApiFailure.unprocessable("10033", "Value out of range", "MaxSize has to be at least 1.", "/MaxSize");
        }
        return size;
    }

    private static CallQueue find(ApiCall request) {
        CallQueue queue = request.account().queues().get(request.path("queue_sid"));
        if (queue == null) {
            throw ApiFailure.notFound();
        }
        return queue;
    }

    private static Reply answer(ApiCall request, CallQueue queue) {
        return Reply.json(200, Json.write(out -> write(out, request.account().sid(), queue, request.now())));
    }

    private static void write(JsonGenerator out, String accountSid, CallQueue queue, Instant now) {
        // The documented example of a queue has no /v2/texml in front.
        String path = "/Accounts/" + accountSid + "/Queues/" + PercentCode.encodeSegment(queue.sid());
        out.writeStartObject();
        out.writeStringProperty("account_sid", accountSid);
        out.writeNumberProperty("average_wait_time", queue.averageWait(now));
        out.writeNumberProperty("current_size", queue.size());
        out.writeStringProperty("date_created", Dates.rfc2822(queue.created()));
        out.writeStringProperty("date_updated", Dates.rfc2822(queue.updated()));
        out.writeNumberProperty("max_size", queue.maximumSize());
        out.writeStringProperty("sid", queue.sid());
        out.writeName("subresource_uris");
        out.writeStartObject();
        out.writeStringProperty("members", path + "/Members.json");
        out.writeEndObject();
        out.writeStringProperty("uri", path + ".json");
        out.writeEndObject();
    }
}
