package io.texml.simulator.internal.callback;

import io.texml.simulator.internal.engine.CallbackSink.Document;
import io.texml.simulator.internal.state.CallbackTarget;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A callback that is due.
 *
 * @param uri the target's address, which may get callbacks
 * @param attempt counts from 1
 * @param reset how often the simulator had been reset when the callback was caused
 * @param reader takes the answer, null when there was none with 2xx; null for a callback that tells something
 *     and asks for nothing
 */
record OutgoingCallback(
        String kind,
        CallbackTarget target,
        URI uri,
        String callSid,
        Map<String, String> fields,
        int attempt,
        long reset,
        @Nullable Consumer<@Nullable Document> reader) {

    OutgoingCallback next() {
        return new OutgoingCallback(kind, target, uri, callSid, fields, attempt + 1, reset, reader);
    }

    @Override
    public String toString() {
        return "OutgoingCallback[" + kind + ", " + attempt + "]";
    }
}
