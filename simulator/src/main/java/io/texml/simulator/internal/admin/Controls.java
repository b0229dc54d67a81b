package io.texml.simulator.internal.admin;

import io.texml.simulator.internal.fault.FaultBook;
import io.texml.simulator.internal.journal.JournalBook;
import io.texml.simulator.internal.settings.Settings;
import io.texml.simulator.internal.time.TimeKeeper;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import org.jspecify.annotations.Nullable;

/** What can be seen of a running simulator, and done with it, from outside. */
public interface Controls {

    /** What the simulator was started with. */
    Settings settings();

    /** The origin of the API. */
    String origin();

    /** The key that verifies callbacks, in Base64. */
    String publicKey();

    /** The clock's hand. */
    TimeKeeper keeper();

    /** What was asked and sent. */
    JournalBook journal();

    /** What goes wrong. */
    FaultBook faults();

    /** How many records were forgotten because there were more than the retention allows. */
    long forgottenRecords();

    /** Says what the callee with this number does with calls that are dialled from now on. */
    void script(String number, CallScript script);

    /** Lets somebody call a number; the answer is the call's sid. */
    String callIn(String from, String to, @Nullable CallScript script);

    /** Answers a ringing call by hand: the other party stays until it hangs up. */
    void answer(String callSid);

    /** Presses keys as the other party of an answered call. */
    void press(String callSid, String keys);

    /** Speaks as the other party of an answered call. */
    void say(String callSid, String words);

    /** Hangs up as the other party of an answered call. */
    void hangUp(String callSid);

    /** Changes how well callbacks are delivered. */
    void delivery(CallbackDelivery delivery);

    /** Back to the state right after the start. */
    void reset();
}
