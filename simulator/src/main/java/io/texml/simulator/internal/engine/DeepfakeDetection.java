package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import java.time.Duration;

/**
 * Tells some seconds after the answer that a voice was judged. What the judgement looks like is not documented, so none is
 * told.
 */
public final class DeepfakeDetection implements CallListener {

    private static final Duration LISTENING = Duration.ofSeconds(4);

    private final Platform platform;
    private final CallbackSink callbacks;

    /** Detection for a platform. */
    public DeepfakeDetection(Platform platform, CallbackSink callbacks) {
        this.platform = platform;
        this.callbacks = callbacks;
    }

    @Override
    public void entered(Call call) {
        if (call.status() == CallStatus.IN_PROGRESS && call.parameters().has("DeepfakeDetection")) {
            CallbackTarget target = CallbackTarget.of(
                    call.parameters(), "DeepfakeDetectionCallbackUrl", "DeepfakeDetectionCallbackMethod");
            call.plan(platform.timeline()
                    .after(LISTENING, () -> callbacks.send("deepfake", target, call, CallFields.identity(call))));
        }
    }
}
