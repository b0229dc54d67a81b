package io.texml.simulator.internal.page;

/** One page of the simulator. */
interface View {

    /** Its title and heading. */
    String title();

    /** Writes what stands on it. Parts with {@code data-live} and an id are brought up to date while somebody looks. */
    void write(Html html, Fields fields);
}
