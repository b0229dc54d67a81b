package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.journal.TimelineEntry.Kind;

/** Takes what is worth knowing of a call beside its states and callbacks; runs under the platform's lock. */
@FunctionalInterface
public interface CallJournal {

    /**
     * Notes something.
     *
     * @param detail a few words without numbers, addresses or what was said
     */
    void note(Call call, Kind kind, String detail);
}
