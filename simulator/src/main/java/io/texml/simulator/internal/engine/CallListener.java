package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;

/** Is told about a call's progress; runs under the platform's lock. */
public interface CallListener {

    /** Somebody asked for the call, which is not dialled yet. */
    default void queued(Call call) {}

    /** The call is being dialled. */
    default void dialled(Call call) {}

    /** The call has just entered its present state. */
    default void entered(Call call) {}

    /** The other party has pressed a key. */
    default void pressed(Call call, char key) {}
}
