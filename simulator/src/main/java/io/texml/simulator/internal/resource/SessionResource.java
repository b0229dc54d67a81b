package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.engine.SessionEngine;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.MediaSession;
import io.texml.simulator.internal.state.MediaSession.Kind;
import io.texml.simulator.internal.wire.Dates;
import io.texml.simulator.internal.wire.Json;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** Streams and SIPREC sessions of a call: start and stop. */
public final class SessionResource {

    private static final int MOST_OF_A_CALL = 100;

    private final SessionEngine engine;
    private final Supplier<String> origin;

    /**
     * The operations on streams and SIPREC sessions.
     *
     * @param origin where the API is, once it has started
     */
    public SessionResource(SessionEngine engine, Supplier<String> origin) {
        this.engine = engine;
        this.origin = origin;
    }

    /** Adds the handlers of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("calls.streams.start", request -> start(request, Kind.STREAM));
        handlers.put("calls.streams.update", request -> stop(request, Kind.STREAM, "streaming_sid"));
        handlers.put("calls.siprec.start", request -> start(request, Kind.SIPREC));
        handlers.put("calls.siprec.update", request -> stop(request, Kind.SIPREC, "siprec_sid"));
    }

    private Reply start(ApiCall request, Kind kind) {
        Call call = Calls.answered(request);
        Calls.requireRoom(call.sessions().size() >= MOST_OF_A_CALL, "streams and sessions of the call");
        Parameters body = request.body();
        MediaSession session = engine.start(
                call,
                kind,
                body.text("Name"),
                body.text("Track", "both_tracks"),
                CallbackTarget.of(body, "StatusCallback"));
        return Reply.json(200, Json.write(out -> {
            out.writeStartObject();
            identity(out, call);
            if (kind == Kind.SIPREC) {
                out.writeStringProperty("date_created", Dates.rfc2822(session.started()));
            }
            out.writeStringProperty("date_updated", updated(session));
            if (kind == Kind.SIPREC) {
                out.writeNullProperty("error_code");
            } else {
                out.writeStringProperty("name", session.name());
            }
            out.writeStringProperty("sid", session.sid());
            if (kind == Kind.SIPREC) {
                out.writeStringProperty("start_time", Dates.rfc2822(session.started()));
            }
            out.writeStringProperty("status", session.status());
            if (kind == Kind.SIPREC) {
                out.writeStringProperty("track", session.track());
            }
            out.writeStringProperty("uri", uri(call, session));
            out.writeEndObject();
        }));
    }

    private Reply stop(ApiCall request, Kind kind, String element) {
        Call call = Calls.dialled(request);
        MediaSession session = call.sessions().get(request.path(element));
        if (session == null || session.kind() != kind) {
            throw ApiFailure.notFound();
        }
        String status = request.body().text("Status");
        if (status != null) {
            engine.stop(call, session);
        }
        return Reply.json(200, Json.write(out -> {
            out.writeStartObject();
            identity(out, call);
            out.writeStringProperty("date_updated", updated(session));
            if (kind == Kind.SIPREC) {
                out.writeNullProperty("error_code");
            }
            out.writeStringProperty("sid", session.sid());
            out.writeStringProperty("status", session.status());
            out.writeStringProperty("uri", uri(call, session));
            out.writeEndObject();
        }));
    }

    private static void identity(JsonGenerator out, Call call) {
        out.writeStringProperty("account_sid", call.account().sid());
        out.writeStringProperty("call_sid", call.sid());
    }

    /** Streams are documented with ISO 8601 dates, SIPREC sessions with those of RFC 2822. */
    private static String updated(MediaSession session) {
        return session.kind() == Kind.STREAM ? Dates.iso(session.updated()) : Dates.rfc2822(session.updated());
    }

    /** That of a SIPREC session is documented to be absolute. */
    private String uri(Call call, MediaSession session) {
        String path = Paths.call(call.account().sid(), call.sid());
        return session.kind() == Kind.STREAM
                ? path + "/Streams/" + session.sid() + ".json"
                : origin.get() + path + "/Siprec/" + session.sid() + ".json";
    }
}
