package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes callbacks that are to be sent; runs under the platform's lock. */
@FunctionalInterface
public interface CallbackSink {

    /**
     * Sends a callback, if there is somebody to send it to.
     *
     * @param kind the kind's name in the journal, such as {@code call-completed}
     */
    void send(String kind, @Nullable CallbackTarget target, Call call, Map<String, String> fields);
}
