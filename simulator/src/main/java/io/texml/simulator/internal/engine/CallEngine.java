package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.time.Timeline;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallScript.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Dials calls and moves them from state to state. Guarded by the platform's lock. */
public final class CallEngine {

    private final Platform platform;
    private final Map<String, CallScript> scripts = new HashMap<>();
    private final List<CallListener> listeners = new ArrayList<>();
    private final Map<String, Consumer<CallStatus>> watchers = new HashMap<>();

    /** An engine for a platform. */
    public CallEngine(Platform platform) {
        this.platform = platform;
        this.scripts.putAll(platform.settings().scripts());
    }

    /** Adds somebody who is told about every change of state. */
    public void listen(CallListener listener) {
        listeners.add(listener);
    }

    /** Says what a callee will do with calls that are dialled from now on. */
    public void script(String number, CallScript script) {
        scripts.put(number, script);
    }

    /** What a callee will do with the next call. */
    public CallScript scriptOf(String number) {
        return TestNumbers.script(number, scripts, platform.settings().defaultScript());
    }

    /** Forgets scripts that were set after the start. */
    public void reset() {
        watchers.clear();
        scripts.clear();
        scripts.putAll(platform.settings().scripts());
    }

    /** Dials. */
    public Call dial(
            Account account,
            String applicationSid,
            String from,
            String to,
            @Nullable String callerName,
            Parameters parameters) {
        return dial(account, applicationSid, from, to, callerName, parameters, null);
    }

    /** Dials somebody for a call whose document wants it; a number or a SIP address. */
    public Call dialLeg(Call parent, String from, String to, @Nullable String callerName, Parameters parameters) {
        return dial(parent.account(), parent.applicationSid(), from, to, callerName, parameters, parent);
    }

    /** Lets somebody from outside call an application; what answers is what the application says. */
    public Call receive(Account account, String applicationSid, String from, String to, @Nullable CallScript script) {
        CallScript followed = script == null
                ? TestNumbers.script(from, scripts, platform.settings().defaultScript())
                : script;
        Call call = new Call(
                account,
                applicationSid,
                Parameters.NONE,
                followed,
                null,
                Call.Version.ringing(
                        platform.identifiers().callSid(),
                        from,
                        to,
                        platform.timeline().now()));
        begin(call);
        listeners.forEach(listener -> listener.dialled(call));
        listeners.forEach(listener -> listener.entered(call));
        return call;
    }

    /** Answers a call that came in. */
    public void answer(Call call) {
        if (call.status() == CallStatus.RINGING) {
            planEnd(call, Duration.ZERO, platform.identifiers().next("received"));
            enter(call, CallStatus.IN_PROGRESS);
        }
    }

    /** Answers a call that rings at its callee; who does that by hand also hangs up by hand. */
    public void answerByHand(Call call) {
        if (call.status() == CallStatus.RINGING && !call.inbound()) {
            call.cancelPlan();
            Duration limit = Duration.ofSeconds(call.parameters().number("TimeLimit", 14_400));
            after(call, limit, () -> end(call, CallStatus.COMPLETED));
            enter(call, CallStatus.IN_PROGRESS);
        }
    }

    /** Refuses a call that came in. */
    public void refuse(Call call, CallStatus status) {
        if (call.status() == CallStatus.RINGING) {
            call.hangUpByRequest();
            end(call, status);
        }
    }

    /** Tells somebody of each further state of one call, after all others. */
    public void watch(Call call, Consumer<CallStatus> watcher) {
        watchers.put(call.sid(), watcher);
    }

    private Call dial(
            Account account,
            String applicationSid,
            String from,
            String to,
            @Nullable String callerName,
            Parameters parameters,
            @Nullable Call parent) {
        Timeline timeline = platform.timeline();
        String sid = platform.identifiers().callSid();
        CallScript script = scriptOf(to);
        Call call = new Call(
                account,
                applicationSid,
                parameters,
                script,
                parent,
                Call.Version.queued(sid, from, to, callerName, timeline.now()));
        int most = platform.settings().limits().concurrentCalls();
        if (most > 0 && account.activeCalls() >= most) {
            call.exceedLimit();
        }
        begin(call);
        plan(call, platform.identifiers().next("dialled"));
        return call;
    }

    private void begin(Call call) {
        call.account().calls().add(call.sid(), call);
        call.account().callBegins();
        listeners.forEach(listener -> listener.queued(call));
    }

    /** Ends a call now, as somebody asked for it. */
    public void hangUp(Call call) {
        if (!call.status().ended()) {
            call.hangUpByRequest();
            end(call, call.status() == CallStatus.IN_PROGRESS ? CallStatus.COMPLETED : CallStatus.CANCELED);
        }
    }

    /** Ends an answered call now, as the other party hangs up. */
    public void hangUpByParty(Call call) {
        if (call.status() == CallStatus.IN_PROGRESS) {
            end(call, CallStatus.COMPLETED);
        }
    }

    /** Tells that the other party has pressed a key. */
    void pressed(Call call, char key) {
        listeners.forEach(listener -> listener.pressed(call, key));
    }

    private void plan(Call call, long index) {
        CallScript script = call.script();
        Duration ringsAfter = orDrawn(script.ringsAfter(), 300, 700, "rings", index);
        Duration answersAfter = orDrawn(script.answersAfter(), 1_500, 4_500, "answers", index);
        Duration timeout = Duration.ofSeconds(call.parameters().number("Timeout", 30));
        after(call, ringsAfter.dividedBy(2), () -> dialled(call));
        if (script.outcome() == Outcome.FAILED || call.overLimit()) {
            after(call, ringsAfter, () -> end(call, CallStatus.FAILED));
            return;
        }
        after(call, ringsAfter, () -> enter(call, CallStatus.RINGING));
        if (script.outcome() == Outcome.NO_ANSWER || answersAfter.compareTo(timeout) > 0) {
            after(call, ringsAfter.plus(timeout), () -> end(call, CallStatus.NO_ANSWER));
        } else if (script.outcome() == Outcome.BUSY) {
            after(call, ringsAfter.plus(answersAfter), () -> end(call, CallStatus.BUSY));
        } else {
            after(call, ringsAfter.plus(answersAfter), () -> enter(call, CallStatus.IN_PROGRESS));
            planEnd(call, ringsAfter.plus(answersAfter), index);
        }
    }

    /** Plans the end of an answered call, or of one that will be answered. */
    private void planEnd(Call call, Duration untilAnswer, long index) {
        CallScript script = call.script();
        Duration talks = orDrawn(script.talks(), 8_000, 52_000, "talks", index);
        Duration limit = Duration.ofSeconds(call.parameters().number("TimeLimit", 14_400));
        // Who still has something to do hangs up after it.
        boolean leaves = script.talks() != null || script.actions().isEmpty();
        Duration length = leaves && talks.compareTo(limit) < 0 ? talks : limit;
        after(call, untilAnswer.plus(length), () -> end(call, CallStatus.COMPLETED));
    }

    private Duration orDrawn(@Nullable Duration given, int least, int spread, String purpose, long index) {
        return given != null ? given : Duration.ofMillis(least + platform.seed().below(spread, purpose, index));
    }

    private void after(Call call, Duration delay, Runnable action) {
        call.plan(platform.timeline().after(delay, action));
    }

    private void end(Call call, CallStatus status) {
        call.cancelPlan();
        enter(call, status);
        call.account().calls().end(call.sid());
        call.account().callEnds();
    }

    private void dialled(Call call) {
        call.dialled(platform.timeline().now());
        listeners.forEach(listener -> listener.dialled(call));
    }

    private void enter(Call call, CallStatus status) {
        call.enter(status, platform.timeline().now());
        listeners.forEach(listener -> listener.entered(call));
        Consumer<CallStatus> watcher = status.ended() ? watchers.remove(call.sid()) : watchers.get(call.sid());
        if (watcher != null) {
            watcher.accept(status);
        }
    }
}
