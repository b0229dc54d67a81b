package io.texml.reactor.dialler;

import io.texml.reactor.internal.time.SerialExecutor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/** Who watches a call that somebody else dialled. Runs in the dialler's {@link SerialExecutor}. */
final class WatchedCall implements CallListener {

    private final FluxSink<LiveCallEvent> sink;
    private @Nullable FollowedCall call;

    WatchedCall(FluxSink<LiveCallEvent> sink) {
        this.sink = sink;
    }

    /** The call goes on; nobody listens any more. */
    void cancel() {
        if (call != null) {
            call.forget();
        }
    }

    @Override
    public void begun(FollowedCall watched) {
        call = watched;
    }

    @Override
    public void happened(LiveCallEvent event) {
        sink.next(event);
    }

    @Override
    public void ended(CallResult result, Instant at) {
        sink.next(new LiveCallEvent(LiveCallEvent.Type.ENDED, at, result.callSid(), null, result));
        sink.complete();
    }
}
