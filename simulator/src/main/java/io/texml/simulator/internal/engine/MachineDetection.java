package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallScript.AnsweredBy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answering-machine detection: it listens for some seconds after the answer and finds what the callee's script says, or
 * nothing certain if it may not listen that long. Who wants the end of a machine's message is told when its greeting is
 * over: what the script says first, or six seconds.
 */
public final class MachineDetection implements CallListener {

    private static final Duration LISTENING = Duration.ofMillis(3_200);
    private static final Duration GREETING = Duration.ofSeconds(6);
    private static final String MESSAGE_END = "DetectMessageEnd";

    private final Platform platform;
    private final CallbackSink callbacks;

    /** Detection for a platform. */
    public MachineDetection(Platform platform, CallbackSink callbacks) {
        this.platform = platform;
        this.callbacks = callbacks;
    }

    @Override
    public void entered(Call call) {
        String wanted = call.parameters().text("MachineDetection", "Disable");
        if (call.status() == CallStatus.IN_PROGRESS && !wanted.equals("Disable")) {
            Duration timeout = Duration.ofMillis(call.parameters().number("MachineDetectionTimeout", 30_000));
            AnsweredBy who = call.script().answeredBy();
            boolean waits = who == AnsweredBy.MACHINE && wanted.equals(MESSAGE_END);
            Duration needed = waits ? greeting(call.script()) : LISTENING;
            boolean late = needed.compareTo(timeout) > 0;
            Duration listens = late ? timeout : needed;
            AnsweredBy found = late && timeout.compareTo(LISTENING) < 0 ? AnsweredBy.NOT_SURE : who;
            boolean toTheEnd = waits && !late;
            call.plan(platform.timeline().after(listens, () -> found(call, found, toTheEnd, listens)));
        }
    }

    private static Duration greeting(CallScript script) {
        Duration length = GREETING;
        if (!script.actions().isEmpty()) {
            CallScript.Action first = script.actions().get(0);
            Duration after = first.after();
            if (after != null && first.kind() == CallScript.Action.Kind.SAYS) {
                length = after.plus(Speech.length(first.text(), "en"));
            }
        }
        return length.compareTo(LISTENING) > 0 ? length : LISTENING;
    }

    private void found(Call call, AnsweredBy who, boolean toTheEnd, Duration listened) {
        call.answeredBy(
                switch (who) {
                    case HUMAN -> "human";
                    case MACHINE -> "machine";
                    case NOT_SURE -> "not_sure";
                },
                platform.timeline().now());
        Map<String, String> fields = CallFields.identity(call);
        fields.put(
                "AnsweredBy",
                switch (who) {
                    case HUMAN -> "human";
                    case MACHINE -> toTheEnd ? "machine_end_beep" : "machine_start";
                    case NOT_SURE -> "unknown";
                });
        fields.put("MachineDetectionDuration", Long.toString(listened.toMillis()));
        callbacks.send("call-amd", target(call.parameters()), call, fields);
    }

    private static @Nullable CallbackTarget target(Parameters parameters) {
        return parameters.flag("AsyncAmd")
                ? CallbackTarget.of(parameters, "AsyncAmdStatusCallback")
                : CallbackTarget.of(parameters, "AmdStatusCallback");
    }
}
