package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;

/** Takes what is worth knowing of a call beside its states and callbacks; runs under the platform's lock. */
@FunctionalInterface
public interface CallNotes {

    /**
     * Notes something.
     *
     * @param text a sentence without numbers, addresses or what was said
     */
    void note(Call call, String text);
}
