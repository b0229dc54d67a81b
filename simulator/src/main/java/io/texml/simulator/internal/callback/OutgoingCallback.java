package io.texml.simulator.internal.callback;

import io.texml.simulator.internal.state.CallbackTarget;
import java.util.Map;

/**
 * A callback that is due.
 *
 * @param attempt counts from 1
 */
record OutgoingCallback(String kind, CallbackTarget target, String callSid, Map<String, String> fields, int attempt) {

    OutgoingCallback next() {
        return new OutgoingCallback(kind, target, callSid, fields, attempt + 1);
    }

    @Override
    public String toString() {
        return "OutgoingCallback[" + kind + ", " + attempt + "]";
    }
}
