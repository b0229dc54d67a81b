package io.texml.simulator.internal.markup;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of verbs on its way: those of a document, or those inside a verb. The verbs of a call that are at work are the
 * chain from its document's sequence over the step in it to that step's own sequence.
 *
 * <p>States, changed under the platform's lock: running, with one step or between two; over, when the last step was done
 * or somebody cancelled it.
 */
public final class Sequence {

    private final Execution execution;
    private final List<Element> verbs;
    private final @Nullable String address;
    private final Runnable whenDone;
    private int position;
    private boolean over;
    private @Nullable Step step;

    Sequence(Execution execution, List<Element> verbs, @Nullable String address, Runnable whenDone) {
        this.execution = execution;
        this.verbs = verbs;
        this.address = address;
        this.whenDone = whenDone;
    }

    /** Where the document is from, null when a request carried it. */
    @Nullable
    String address() {
        return address;
    }

    /** Whether no verb is left to begin. */
    boolean finished() {
        return position == verbs.size();
    }

    void advance() {
        if (over) {
            return;
        }
        step = null;
        if (finished()) {
            over = true;
            whenDone.run();
            return;
        }
        Step next = new Step(execution, this, verbs.get(position++));
        step = next;
        execution.begin(next);
    }

    /** Goes on in an event of its own, so that verbs which take no time do not pile up. */
    void advanceLater() {
        execution.plan(Duration.ZERO, this::advance);
    }

    /** Ends it where it is. */
    public void cancel() {
        if (!over) {
            over = true;
            Step current = step;
            step = null;
            if (current != null) {
                current.end();
            }
        }
    }
}
