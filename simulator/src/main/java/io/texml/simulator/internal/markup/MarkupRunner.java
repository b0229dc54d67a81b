package io.texml.simulator.internal.markup;

import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.CallJournal;
import io.texml.simulator.internal.engine.CallListener;
import io.texml.simulator.internal.engine.CallbackSink;
import io.texml.simulator.internal.engine.ConferenceEngine;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.time.Timeline;
import io.texml.simulator.journal.TimelineEntry.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Lets every answered call follow its instructions: what a request carries in its {@code Texml} parameter, or what the
 * address in its {@code Url} parameter or in its application answers. The end of the document does not end the call:
 * the call's script does.
 */
public final class MarkupRunner implements CallListener {

    private final Platform platform;
    private final CallEngine calls;
    private final ConferenceEngine conferences;
    private final CallJournal journal;
    private final InstructionFetch fetch;
    private final Map<String, VerbHandler> handlers;
    private final Map<String, Execution> executions = new HashMap<>();

    /**
     * A runner for a platform.
     *
     * @param handlers by the names of the verbs
     */
    public MarkupRunner(
            Platform platform,
            CallEngine calls,
            ConferenceEngine conferences,
            CallbackSink callbacks,
            CallJournal journal,
            Map<String, VerbHandler> handlers) {
        this.platform = platform;
        this.calls = calls;
        this.conferences = conferences;
        this.journal = journal;
        this.fetch = new InstructionFetch(platform, callbacks);
        this.handlers = Map.copyOf(handlers);
    }

    @Override
    public void entered(Call call) {
        if (call.status() == CallStatus.IN_PROGRESS) {
            run(call);
        } else if (call.status().ended()) {
            cancel(call);
        }
    }

    /** Follows the latest instructions of an answered call from their beginning. */
    public void run(Call call) {
        String texml = call.instructions().text("Texml");
        List<CallbackTarget> addresses = texml == null ? fetch.addresses(call) : List.of();
        // A participant's instruction is its conference, whatever its application says.
        boolean takesPart = conferences.holds(call) && !call.redirected();
        if (texml == null && (addresses.isEmpty() || takesPart)) {
            return;
        }
        cancel(call);
        conferences.leave(call);
        Execution execution = new Execution(this, call, true, () -> true, () -> {});
        executions.put(call.sid(), execution);
        if (texml == null) {
            fetch.fetch(call, addresses, execution::read);
        } else {
            try {
                execution.run(MarkupReader.read(texml), null);
            } catch (MarkupException e) {
                execution.fail(e);
            }
        }
    }

    /** Plays a document to a call beside the one that it follows, as long as there is a reason to. */
    public void play(Call call, CallbackTarget address, BooleanSupplier goesOn) {
        new Execution(this, call, false, goesOn, () -> {})
                .follow(InstructionFetch.KIND, address, CallFields.instructions(call));
    }

    /** Forgets who follows what. */
    public void reset() {
        executions.clear();
        handlers.values().forEach(VerbHandler::reset);
    }

    InstructionFetch fetch() {
        return fetch;
    }

    VerbHandler handler(Element verb) {
        VerbHandler handler = handlers.get(verb.name());
        return handler == null ? MarkupRunner::skip : handler;
    }

    Timeline.Event after(Duration delay, Runnable action) {
        return platform.timeline().after(delay, action);
    }

    void note(Call call, Kind kind, String detail) {
        journal.note(call, kind, detail);
    }

    void hangUp(Call call) {
        calls.hangUp(call);
    }

    private void cancel(Call call) {
        Execution execution = executions.remove(call.sid());
        if (execution != null) {
            execution.cancel();
        }
    }

    private static void skip(Step step) {
        step.skip("no verb that is known; the platform drops it");
    }
}
