package io.texml.simulator.internal.markup;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.time.Plan;
import io.texml.simulator.journal.TimelineEntry.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One verb at work. What it plans, runs inside itself or asks to be done at its end is tied to it: nothing of it happens
 * once the step is over.
 *
 * <p>States, changed under the platform's lock: at work; over, when the verb is done, other instructions have superseded
 * it or its call has ended.
 */
public final class Step {

    private final Execution execution;
    private final Sequence sequence;
    private final Element verb;
    private final Plan planned = new Plan();
    private final List<Runnable> atEnd = new ArrayList<>();
    private boolean over;

    Step(Execution execution, Sequence sequence, Element verb) {
        this.execution = execution;
        this.sequence = sequence;
        this.verb = verb;
    }

    /** The call that it happens to. */
    public Call call() {
        return execution.call();
    }

    /** The verb. */
    public Element verb() {
        return verb;
    }

    /** Whether nothing is left behind it. */
    public boolean last() {
        return sequence.finished();
    }

    /** Whether it is over. */
    public boolean over() {
        return over;
    }

    /** Does something later, unless the step is over by then. */
    public void after(Duration delay, Runnable action) {
        planned.add(execution.plan(delay, () -> {
            if (!over) {
                action.run();
            }
        }));
    }

    /** Does something when the step is over, however that comes. */
    public void atEnd(Runnable action) {
        atEnd.add(action);
    }

    /** Runs verbs inside this one, of the same document. */
    public Sequence run(List<Element> verbs, Runnable whenDone) {
        Sequence inner = new Sequence(execution, verbs, sequence.address(), whenDone);
        atEnd.add(inner::cancel);
        inner.advanceLater();
        return inner;
    }

    /**
     * Prepares another document, to be run inside this verb by its call or by another one.
     *
     * @param whenDone is told each time that a document has come to its end, or did not come
     */
    public Execution inside(Call other, Runnable whenDone) {
        Execution inner = execution.inside(other, whenDone);
        atEnd.add(inner::cancel);
        return inner;
    }

    /** Ends the document, and follows the one that an address answers. */
    public void follow(String kind, CallbackTarget target, Map<String, String> fields) {
        if (!over) {
            execution.follow(kind, target, fields);
        }
    }

    /** The target that the verb names, relative to its document; null when it names none. */
    public @Nullable CallbackTarget target(String address, String method) {
        return target(verb, address, method, Set.of());
    }

    /** The target that an element of this document names, relative to it; null when it names none. */
    public @Nullable CallbackTarget target(Element element, String address, String method, Set<String> events) {
        String url = element.attribute(address);
        return url == null ? null : new CallbackTarget(absolute(url), element.method(method), events);
    }

    /** An address of this document as an absolute one. */
    public String absolute(String url) {
        return execution.absolute(sequence.address(), url);
    }

    /** Notes in the call's journal what is odd about this verb. */
    public void note(String detail) {
        execution.note(Kind.VERB, verb + ": " + detail);
    }

    /** Notes in the call's journal that the verb is not run, and why, and goes on. */
    public void skip(String reason) {
        execution.note(Kind.VERB_NOT_RUN, verb + ": " + reason);
        done();
    }

    /** Notes in the call's journal that something inside the verb is not run, and why. */
    public void skip(Element inside, String reason) {
        execution.note(Kind.VERB_NOT_RUN, inside + ": " + reason);
    }

    /** Goes on with the next verb. */
    public void done() {
        if (!over) {
            end();
            sequence.advanceLater();
        }
    }

    void end() {
        if (!over) {
            over = true;
            planned.cancel();
            // What happens at the end may lead to others that end, and to more to do.
            List.copyOf(atEnd).forEach(Runnable::run);
        }
    }
}
