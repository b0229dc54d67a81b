package io.texml.reactor.dialler;

import io.texml.calls.CreateCall;
import io.texml.reactor.internal.time.SerialExecutor;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/** One request of {@code dial} or {@code follow}, and then its call. Runs in the dialler's {@link SerialExecutor}. */
final class SingleDial extends DialStream implements CallListener {

    private final DiallerCore core;
    private final FluxSink<LiveCallEvent> sink;
    private @Nullable FollowedCall call;
    private @Nullable LiveCallEvent first;

    SingleDial(DiallerCore core, FluxSink<LiveCallEvent> sink) {
        this.core = core;
        this.sink = sink;
    }

    /** Begins to wait for its turn. */
    void begin(CreateCall request) {
        if (sink.isCancelled()) {
            return;
        }
        RuntimeException problem = core.problem(request);
        if (problem != null) {
            sink.error(problem);
            return;
        }
        core.loop().arrived(this, PlannedDial.of(request));
    }

    /** The subscriber went away. */
    void cancel() {
        core.loop().leave(this);
        FollowedCall dialled = call;
        if (dialled != null) {
            dialled.cancel(core.settings().hangsUpOnCancel());
        }
    }

    @Override
    boolean wantsOne() {
        return false;
    }

    @Override
    void askForOne() {
        throw new IllegalStateException("a single dial has its request from the beginning");
    }

    @Override
    CallListener dialling(PlannedDial dial) {
        return this;
    }

    @Override
    public void begun(FollowedCall dialled) {
        call = dialled;
    }

    /** A call that lives goes on, and tells its end itself. */
    @Override
    void refused(RuntimeException why) {
        if (call == null) {
            fail(why);
        }
    }

    @Override
    public void happened(LiveCallEvent event) {
        sink.next(event);
    }

    @Override
    public void ended(CallResult result, Instant at) {
        FollowedCall dialled = call;
        LiveCallEvent end = new LiveCallEvent(LiveCallEvent.Type.ENDED, at, result.callSid(), null, result);
        boolean mayRedial = core.settings().redialsUnknown() && !core.loop().isStopped();
        if (first == null && mayRedial && dialled != null && dialled.wasNotFound()) {
            first = end;
            call = null;
            core.loop().arrived(this, PlannedDial.of(Objects.requireNonNull(result.request())));
            return;
        }
        core.loop().leave(this);
        RuntimeException failure = result.failure();
        if (result.outcome() == CallResult.Outcome.NOT_DIALLED && failure != null) {
            fail(failure);
        } else {
            complete(end);
        }
    }

    /** Nothing rang by the last dial; what is not known of one before it stays unknown. */
    private void fail(RuntimeException why) {
        if (first == null) {
            sink.error(why);
        } else {
            complete(first);
        }
    }

    private void complete(LiveCallEvent end) {
        sink.next(end);
        sink.complete();
    }
}
