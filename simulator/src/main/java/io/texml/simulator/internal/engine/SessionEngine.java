package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.state.MediaSession;
import io.texml.simulator.internal.state.MediaSession.Kind;
import io.texml.simulator.internal.wire.Dates;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts and stops streams and SIPREC sessions; they end with their call at the latest. */
public final class SessionEngine implements CallListener {

    private final Platform platform;
    private final CallbackSink callbacks;

    /** An engine for a platform. */
    public SessionEngine(Platform platform, CallbackSink callbacks) {
        this.platform = platform;
        this.callbacks = callbacks;
    }

    /** Starts a session. */
    public MediaSession start(
            Call call, Kind kind, @Nullable String name, String track, @Nullable CallbackTarget callback) {
        String sid = platform.identifiers().uuid(kind == Kind.STREAM ? "stream" : "siprec");
        Instant now = platform.timeline().now();
        MediaSession session = new MediaSession(kind, sid, name == null ? sid : name, track, callback, now);
        call.sessions().put(sid, session);
        tell(call, session, "started");
        return session;
    }

    /** Stops a session, unless it has been stopped before. */
    public void stop(Call call, MediaSession session) {
        if (session.stop(platform.timeline().now())) {
            tell(call, session, "stopped");
            session.whenStopped().run();
        }
    }

    /** Stops the session of that name, or the latest of its kind; tells whether there was one. */
    public boolean stop(Call call, Kind kind, @Nullable String name) {
        MediaSession found = null;
        for (MediaSession session : call.sessions().values()) {
            boolean runs = session.kind() == kind && session.status().equals("in-progress");
            if (runs && (name == null || name.equals(session.name()))) {
                found = session;
            }
        }
        if (found != null) {
            stop(call, found);
        }
        return found != null;
    }

    @Override
    public void entered(Call call) {
        if (call.status().ended()) {
            call.sessions().values().forEach(session -> stop(call, session));
        }
    }

    private void tell(Call call, MediaSession session, String event) {
        boolean stream = session.kind() == Kind.STREAM;
        Map<String, String> fields = CallFields.sids(call);
        if (stream) {
            fields.put("StreamEvent", "stream-" + event);
            fields.put("StreamName", session.name());
            fields.put("StreamSid", session.sid());
        } else {
            // The documentation leaves this one out here.
            fields.remove("CallSidLegacy");
            fields.put("SiprecEvent", "siprec-" + event);
            fields.put("SiprecName", session.name());
            fields.put("SiprecSid", session.sid());
        }
        fields.put("Timestamp", Dates.isoMillis(platform.timeline().now()));
        callbacks.send(stream ? "stream" : "siprec", session.callback(), call, fields);
    }
}
