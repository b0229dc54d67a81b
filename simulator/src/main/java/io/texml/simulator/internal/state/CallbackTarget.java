package io.texml.simulator.internal.state;

import io.texml.simulator.internal.contract.Parameters;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where callbacks of one kind go.
 *
 * @param method {@code GET} or {@code POST}
 * @param events the events that were asked for, all of them when empty
 */
public record CallbackTarget(String url, String method, Set<String> events) {

    /** The target that a request names with {@code prefix}, {@code prefixMethod} and {@code prefixEvent}. */
    public static @Nullable CallbackTarget of(Parameters parameters, String prefix) {
        CallbackTarget target = of(parameters, prefix, prefix + "Method");
        return target == null
                ? null
                : new CallbackTarget(target.url, target.method, parameters.words(prefix + "Event"));
    }

    /** The target that a request names with two parameters; without a method it is asked with POST. */
    public static @Nullable CallbackTarget of(Parameters parameters, String url, String method) {
        String address = parameters.text(url);
        return address == null || address.isBlank()
                ? null
                : new CallbackTarget(address, parameters.text(method, "POST").toUpperCase(Locale.ROOT), Set.of());
    }

    /** Whether an event was asked for. */
    public boolean wants(String event) {
        return events.isEmpty() || events.contains(event);
    }

    @Override
    public String toString() {
        return "CallbackTarget[" + method + ", " + events + "]";
    }
}
