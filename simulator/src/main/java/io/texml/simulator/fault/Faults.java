package io.texml.simulator.fault;

import java.util.List;

/** The faults of a running simulator. */
public interface Faults {

    /** Adds a fault; it concerns requests from now on. */
    void add(Fault fault);

    /** Removes all faults, those of the builder too. */
    void clear();

    /** The faults that can still happen, oldest first. */
    List<Fault> active();

    /** How often a fault happened so far, including faults that are used up. */
    long happened();
}
