package io.texml.simulator.internal.state;

import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.time.Plan;
import io.texml.simulator.internal.time.Timeline;
import io.texml.simulator.script.CallScript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that was dialled: its settings, and every version of what the API tells about it. Guarded by the platform's lock.
 */
public final class Call {

    /** So that instructions which lead to each other come to an end. */
    private static final int MOST_INSTRUCTION_REQUESTS = 100;

    private final Account account;
    private final String applicationSid;
    private Parameters parameters;
    private final CallScript script;
    private final @Nullable Call parent;
    private final List<Version> versions = new ArrayList<>();
    private final Plan plan = new Plan();
    private final Map<String, MediaSession> sessions = new LinkedHashMap<>();
    private Parameters updates = Parameters.NONE;
    private int instructionRequests;
    private long callbackNumber;
    private boolean hungUpByRequest;
    private boolean overLimit;

    /** A new call. */
    public Call(
            Account account,
            String applicationSid,
            Parameters parameters,
            CallScript script,
            @Nullable Call parent,
            Version first) {
        this.account = account;
        this.applicationSid = applicationSid;
        this.parameters = parameters;
        this.script = script;
        this.parent = parent;
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

        static final String INBOUND = "inbound";

        /** A call that has just come in. */
        public static Version ringing(String sid, String from, String to, Instant now) {
            return new Version(now, sid, from, to, null, INBOUND, CallStatus.RINGING, null, now, now, now, null, null);
        }

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

    /** The call whose {@code Dial} this one comes from, if it does. */
    public @Nullable Call parent() {
        return parent;
    }

    /** Whether somebody from outside calls an application. */
    public boolean inbound() {
        return facts().direction().equals(Version.INBOUND);
    }

    /** What the other party will do. */
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

    /** Its streams and SIPREC sessions, oldest first. */
    public Map<String, MediaSession> sessions() {
        return sessions;
    }

    /** The number of the next status callback. */
    public long nextCallbackNumber() {
        return callbackNumber++;
    }

    /** Whether a request ended the call. */
    public boolean hungUpByRequest() {
        return hungUpByRequest;
    }

    /** Notes that a request ends the call. */
    public void hangUpByRequest() {
        hungUpByRequest = true;
    }

    /** Whether the call fails because too many calls were up when it was dialled. */
    public boolean overLimit() {
        return overLimit;
    }

    /** Notes that too many calls are up. */
    public void exceedLimit() {
        overLimit = true;
    }

    /** Notes that the call is being dialled. */
    public void dialled(Instant now) {
        change(status(), facts().answeredBy(), now);
    }

    /** Enters a state. A call that has ended needs its markup no more, which may be long. */
    public void enter(CallStatus status, Instant now) {
        change(status, facts().answeredBy(), now);
        if (status.ended()) {
            parameters = parameters.without("Texml");
            updates = updates.without("Texml");
        }
    }

    /** Notes who answered. */
    public void answeredBy(String who, Instant now) {
        change(status(), who, now);
    }

    private void change(CallStatus status, @Nullable String answeredBy, Instant now) {
        Version old = facts();
        boolean answers = status == CallStatus.IN_PROGRESS && old.answered() == null;
        boolean ends = status.ended() && old.ended() == null;
        versions.add(new Version(
                now,
                old.sid(),
                old.from(),
                old.to(),
                old.callerName(),
                old.direction(),
                status,
                answeredBy,
                old.created(),
                now,
                old.started() == null ? now : old.started(),
                answers ? now : old.answered(),
                ends ? now : old.ended()));
    }

    /** Adds an event to what is planned for this call. */
    public void plan(Timeline.Event event) {
        plan.add(event);
    }

    /** Cancels everything that is planned for this call. */
    public void cancelPlan() {
        plan.cancel();
    }

    /** A setting as the last update gave it, or else as the call was asked for with. */
    public @Nullable String setting(String name) {
        return updates.has(name) ? updates.text(name) : parameters.text(name);
    }

    /** The parameters that say what to do when the call is answered: those of the last update that did, or the first. */
    public Parameters instructions() {
        return redirected() ? updates : parameters;
    }

    /** Whether an update has brought other instructions than those that the call was asked for with. */
    public boolean redirected() {
        return updates.has("Texml") || updates.has("Url");
    }

    /** Counts a request for instructions, and tells whether the call may have another. */
    public boolean mayAskForInstructions() {
        return ++instructionRequests <= MOST_INSTRUCTION_REQUESTS;
    }

    /** Takes the settings of an update. */
    public void update(Parameters newer) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(updates.values());
        if (newer.has("Texml") || newer.has("Url")) {
            List.of("Texml", "Url", "Method", "FallbackUrl", "FallbackMethod").forEach(merged::remove);
        }
        merged.putAll(newer.values());
        updates = new Parameters(merged, Map.of());
    }

    @Override
    public String toString() {
        return "Call[" + sid() + ", " + status() + "]";
    }
}
