package io.texml.simulator.internal.state;

import io.texml.simulator.CallScript;
import io.texml.simulator.internal.api.Parameters;
import io.texml.simulator.internal.engine.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that was dialled: its settings, and every version of what the API tells about it. */
public final class Call {

    private final Account account;
    private final String applicationSid;
    private final Parameters parameters;
    private final CallScript script;
    private final List<Version> versions = new ArrayList<>();
    private final List<Timeline.Event> plan = new ArrayList<>();
    private Parameters updates = Parameters.NONE;

    /** A new call. */
    public Call(Account account, String applicationSid, Parameters parameters, CallScript script, Version first) {
        this.account = account;
        this.applicationSid = applicationSid;
        this.parameters = parameters;
        this.script = script;
        this.versions.add(first);
    }

    /** What the API told about a call from an instant on. */
    public record Version(
            Instant since,
            String sid,
            String from,
            String to,
            @Nullable String callerName,
            String direction,
            CallStatus status,
            @Nullable String answeredBy,
            Instant created,
            Instant updated,
            @Nullable Instant started,
            @Nullable Instant answered,
            @Nullable Instant ended)
            implements CallFacts {

        /** A call that has just been asked for. */
        public static Version queued(String sid, String from, String to, @Nullable String callerName, Instant now) {
            return new Version(
                    now, sid, from, to, callerName, "outbound", CallStatus.QUEUED, null, now, now, null, null, null);
        }

        @Override
        public String toString() {
            return "Version[" + status + " since " + since + "]";
        }
    }

    /** The account that pays. */
    public Account account() {
        return account;
    }

    /** The application that the request named. */
    public String applicationSid() {
        return applicationSid;
    }

    /** The parameters that the call was asked for with. */
    public Parameters parameters() {
        return parameters;
    }

    /** What the callee will do. */
    public CallScript script() {
        return script;
    }

    /** What the API tells now. */
    public Version facts() {
        return versions.get(versions.size() - 1);
    }

    /** What the API told at an instant; null when the call was not known then. */
    public @Nullable Version factsAt(Instant instant) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (!versions.get(i).since().isAfter(instant)) {
                return versions.get(i);
            }
        }
        return null;
    }

    /** The identifier. */
    public String sid() {
        return facts().sid();
    }

    /** The state. */
    public CallStatus status() {
        return facts().status();
    }

    /** Enters a state. */
    public void enter(CallStatus status, Instant now) {
        Version old = facts();
        Instant started = old.started() == null ? now : old.started();
        versions.add(new Version(
                now,
                old.sid(),
                old.from(),
                old.to(),
                old.callerName(),
                old.direction(),
                status,
                old.answeredBy(),
                old.created(),
                now,
                started,
                status == CallStatus.IN_PROGRESS ? now : old.answered(),
                status.ended() ? now : null));
    }

    /** Notes who answered. */
    public void answeredBy(String who, Instant now) {
        Version old = facts();
        versions.add(new Version(
                now,
                old.sid(),
                old.from(),
                old.to(),
                old.callerName(),
                old.direction(),
                old.status(),
                who,
                old.created(),
                now,
                old.started(),
                old.answered(),
                old.ended()));
    }

    /** Adds an event to what is planned for this call. */
    public void plan(Timeline.Event event) {
        plan.add(event);
    }

    /** Cancels everything that is planned for this call. */
    public void cancelPlan() {
        plan.forEach(Timeline.Event::cancel);
        plan.clear();
    }

    /** A setting as the last update gave it, or else as the call was asked for with. */
    public @Nullable String setting(String name) {
        return updates.has(name) ? updates.text(name) : parameters.text(name);
    }

    /** Takes the settings of an update. */
    public void update(Parameters newer) {
        updates = newer;
    }

    @Override
    public String toString() {
        return "Call[" + sid() + ", " + status() + "]";
    }
}
