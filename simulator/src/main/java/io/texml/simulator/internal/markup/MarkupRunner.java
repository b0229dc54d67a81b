package io.texml.simulator.internal.markup;

import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.CallFields;
import io.texml.simulator.internal.engine.CallJournal;
import io.texml.simulator.internal.engine.CallListener;
import io.texml.simulator.internal.engine.CallbackSink;
import io.texml.simulator.internal.engine.CallbackSink.Document;
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
import org.jspecify.annotations.Nullable;

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
    private final Map<String, Arrived> arrived = new HashMap<>();

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
        this.fetch = new InstructionFetch(platform, callbacks, journal);
        this.handlers = Map.copyOf(handlers);
    }

    @Override
    public void entered(Call call) {
        if (call.status() == CallStatus.IN_PROGRESS) {
            run(call);
        } else if (call.status().ended()) {
            arrived.remove(call.sid());
            cancel(call);
        } else if (call.status() == CallStatus.RINGING && call.inbound()) {
            fetch.fetch(call, fetch.addresses(call), (document, from) -> arrived(call, document, from));
        }
    }

    /** Answers a call that came in, or refuses it, as the document of its application begins. */
    private void arrived(Call call, @Nullable Document document, String from) {
        if (call.status() != CallStatus.RINGING) {
            return;
        }
        if (document == null) {
            note(call, Kind.DOCUMENT_ERROR, "no document came, so the call is not answered");
            calls.refuse(call, CallStatus.FAILED);
            return;
        }
        try {
            List<Element> verbs = MarkupReader.read(document);
            if (!verbs.isEmpty() && verbs.get(0).name().equals("Reject")) {
                note(call, Kind.VERB, verbs.get(0).toString());
                boolean busy = verbs.get(0).attribute("reason", "rejected").equals("busy");
                calls.refuse(call, busy ? CallStatus.BUSY : CallStatus.FAILED);
            } else {
                arrived.put(call.sid(), new Arrived(verbs, from));
                calls.answer(call);
            }
        } catch (MarkupException e) {
            note(call, Kind.DOCUMENT_ERROR, "the call is not answered: " + e.getMessage());
            calls.refuse(call, CallStatus.FAILED);
        }
    }

    /** What a call that came in is to follow once it is answered. */
    private record Arrived(List<Element> verbs, String address) {}

    /** Follows the latest instructions of an answered call from their beginning. */
    public void run(Call call) {
        Arrived first = arrived.remove(call.sid());
        if (first != null && !call.redirected()) {
            begin(call).run(first.verbs, first.address);
            return;
        }
        String texml = call.instructions().text("Texml");
        List<CallbackTarget> addresses = texml == null ? fetch.addresses(call) : List.of();
        // A participant's instruction is its conference, whatever its application says.
        boolean takesPart = conferences.holds(call) && !call.redirected();
        if (texml == null && (addresses.isEmpty() || takesPart)) {
            return;
        }
        Execution execution = begin(call);
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

    private Execution begin(Call call) {
        cancel(call);
        conferences.leave(call);
        Execution execution = new Execution(this, call, true, false, () -> true, () -> {});
        executions.put(call.sid(), execution);
        return execution;
    }

    /** Plays a document to a call beside the one that it follows, as long as there is a reason to. */
    public void play(Call call, CallbackTarget address, BooleanSupplier goesOn) {
        new Execution(this, call, false, true, goesOn, () -> {})
                .follow(InstructionFetch.KIND, address, CallFields.instructions(call));
    }

    /** Forgets who follows what. */
    public void reset() {
        executions.clear();
        arrived.clear();
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
