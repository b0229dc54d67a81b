package io.texml.simulator.internal;

import io.texml.simulator.internal.engine.CallListener;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.journal.JournalBook;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.journal.TimelineEntry.Kind;

/** Notes the states of all calls in the journal, and counts those that are live. */
final class CallNotes implements CallListener {

    private final Platform platform;
    private final JournalBook journal;

    CallNotes(Platform platform, JournalBook journal) {
        this.platform = platform;
        this.journal = journal;
    }

    @Override
    public void queued(Call call) {
        journal.callBegan(call.account().sid());
        note(call, "queued");
    }

    @Override
    public void dialled(Call call) {
        note(call, "initiated");
    }

    @Override
    public void entered(Call call) {
        note(call, call.status().wireName());
        if (call.status().ended()) {
            journal.callEnded(call.account().sid());
        }
    }

    private void note(Call call, String state) {
        journal.note(Kind.STATE, call.sid(), platform.timeline().now(), state);
    }
}
