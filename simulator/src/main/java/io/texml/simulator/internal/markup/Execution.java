package io.texml.simulator.internal.markup;

import io.texml.simulator.internal.engine.CallbackSink.Document;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.time.Timeline;
import io.texml.simulator.journal.TimelineEntry.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a call does by its instructions, from their beginning over every document that they lead to.
 *
 * <p>States, changed under the platform's lock: waiting for a document; running one, which is a {@link Sequence}; idle
 * when a document came to its end or did not come; cancelled, when other instructions superseded these or the call ended.
 * Only the last is final: nothing happens any more.
 */
public final class Execution {

    /** What a document may hold that a call hears beside what it follows. */
    private static final Set<String> HEARD = Set.of("Say", "Play", "Pause", "Gather", "Redirect", "Leave", "Hangup");

    private final MarkupRunner runner;
    private final Call call;
    private final boolean leads;
    private final boolean heardOnly;
    private final BooleanSupplier goesOn;
    private final Runnable whenDone;
    private @Nullable Sequence document;
    private @Nullable List<Element> verbs;
    private @Nullable String address;
    private boolean cancelled;

    /**
     * An execution that has not begun.
     *
     * @param leads whether the call has to follow it; what it hears beside that may be audio
     * @param heardOnly whether the call does something else meanwhile, so that it cannot do what this says as well
     * @param goesOn whether there is still a reason to go on
     * @param whenDone is told that a document has come to its end
     */
    Execution(
            MarkupRunner runner,
            Call call,
            boolean leads,
            boolean heardOnly,
            BooleanSupplier goesOn,
            Runnable whenDone) {
        this.runner = runner;
        this.call = call;
        this.leads = leads;
        this.heardOnly = heardOnly;
        this.goesOn = goesOn;
        this.whenDone = whenDone;
    }

    Call call() {
        return call;
    }

    /** Whether it still counts. */
    boolean live() {
        return !cancelled && call.status() == CallStatus.IN_PROGRESS && goesOn.getAsBoolean();
    }

    /** Runs a document in place of the one that it runs now. */
    void run(List<Element> newVerbs, @Nullable String newAddress) {
        leaveDocument();
        verbs = newVerbs;
        address = newAddress;
        again();
    }

    /** Runs the last document again from its beginning, if there is one. */
    public void again() {
        List<Element> again = verbs;
        if (again != null && live()) {
            Sequence next = new Sequence(this, again, address, whenDone);
            document = next;
            next.advance();
        }
    }

    /** Asks an address for a document, to be run in place of the one that it runs now. */
    public void follow(String kind, CallbackTarget target, Map<String, String> fields) {
        leaveDocument();
        runner.fetch().fetch(kind, call, target, fields, answer -> read(answer, target.url()));
    }

    /** Runs what an address has answered; null is no answer. */
    void read(@Nullable Document answer, String from) {
        if (!live()) {
            return;
        }
        if (answer == null) {
            note(Kind.DOCUMENT_ERROR, "no document came");
            whenDone.run();
            return;
        }
        try {
            run(MarkupReader.read(answer), from);
        } catch (MarkupException e) {
            if (leads) {
                fail(e);
            } else {
                if (!answer.mediaType().startsWith("audio/")) {
                    note(Kind.DOCUMENT_ERROR, "taken for audio: " + e.getMessage());
                }
                run(List.of(new Element("Play", Map.of(), from, List.of(), 1)), from);
            }
        }
    }

    /** Ends a call that is to follow something which is no document. */
    void fail(MarkupException problem) {
        note(Kind.DOCUMENT_ERROR, "the call ends: " + problem.getMessage());
        runner.hangUp(call);
    }

    Execution inside(Call other, Runnable done) {
        return new Execution(runner, other, false, other == call, goesOn, done);
    }

    void begin(Step step) {
        if (heardOnly && !HEARD.contains(step.verb().name())) {
            step.skip("nothing that a call can do beside what it does");
            return;
        }
        note(Kind.VERB, step.verb().toString());
        runner.handler(step.verb()).run(step);
    }

    Timeline.Event plan(Duration delay, Runnable action) {
        Timeline.Event event = runner.after(delay, () -> {
            if (live()) {
                action.run();
            }
        });
        call.plan(event);
        return event;
    }

    void note(Kind kind, String detail) {
        runner.note(call, kind, detail);
    }

    String absolute(@Nullable String document, String url) {
        try {
            return document == null ? url : URI.create(document).resolve(url).toString();
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    /** Lets nothing of it happen any more. */
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            leaveDocument();
        }
    }

    private void leaveDocument() {
        Sequence current = document;
        document = null;
        verbs = null;
        if (current != null) {
            current.cancel();
        }
    }
}
