package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.script.CallScript.AnsweredBy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answering-machine detection: some seconds after the answer the call's script tells what it finds. */
public final class MachineDetection implements CallListener {

    private static final Duration LISTENING = Duration.ofMillis(3_200);

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
            call.plan(platform.timeline().after(LISTENING, () -> found(call, wanted)));
        }
    }

    private void found(Call call, String wanted) {
        AnsweredBy who = call.script().answeredBy();
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
                    case MACHINE -> wanted.equals("DetectMessageEnd") ? "machine_end_beep" : "machine_start";
                    case NOT_SURE -> "unknown";
                });
        fields.put("MachineDetectionDuration", Long.toString(LISTENING.toMillis()));
        callbacks.send("call-amd", target(call.parameters()), call, fields);
    }

    private static @Nullable CallbackTarget target(Parameters parameters) {
        return parameters.flag("AsyncAmd")
                ? CallbackTarget.of(parameters, "AsyncAmdStatusCallback")
                : CallbackTarget.of(parameters, "AmdStatusCallback");
    }
}
