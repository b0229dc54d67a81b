package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;

/** Is told when a call enters a state; runs under the platform's lock. */
@FunctionalInterface
public interface CallListener {

    /** The call has just entered its present state. */
    void entered(Call call);
}
