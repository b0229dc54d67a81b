package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import java.util.function.BooleanSupplier;

/** Documents that a call hears beside the one it follows: announcements and music. Runs under the platform's lock. */
public interface Documents {

    /**
     * Asks an address for a document and plays it to a call.
     *
     * @param goesOn whether there is still a reason to play it; asked before everything that takes time
     */
    void play(Call call, CallbackTarget address, BooleanSupplier goesOn);
}
