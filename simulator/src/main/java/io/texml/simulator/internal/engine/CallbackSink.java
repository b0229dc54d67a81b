package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallbackTarget;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes callbacks that are to be sent; runs under the platform's lock. */
public interface CallbackSink {

    /**
     * Sends a callback, if there is somebody to send it to.
     *
     * @param kind the kind's name in the journal, such as {@code call-completed}
     */
    void send(String kind, @Nullable CallbackTarget target, Call call, Map<String, String> fields);

    /**
     * Asks for instructions. This is tried once, and never lost, late or doubled.
     *
     * @param reader takes the body of an answer with 2xx, null when there was none; runs under the platform's lock
     */
    void ask(
            String kind,
            CallbackTarget target,
            Call call,
            Map<String, String> fields,
            Consumer<@Nullable String> reader);
}
