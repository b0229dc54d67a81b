package io.texml.simulator.internal.markup;

/** What a verb does to its call. */
@FunctionalInterface
public interface VerbHandler {

    /** Begins; {@link Step#done} lets the document go on, now or later. */
    void run(Step step);

    /** Forgets what it remembers of calls. */
    default void reset() {}
}
