package io.texml.callbacks;

import java.util.Objects;

/**
 * What this version has no type for: read {@link #parameters()}. The canonical constructor is not API: components may
 * be added.
 *
 * @param details what callbacks of every kind have; never null
 */
public record UnknownCallback(CallbackDetails details) implements Callback {

    /** Not API: components may be added. */
    public UnknownCallback {
        Objects.requireNonNull(details, "details");
    }

    static UnknownCallback read(CallbackFields fields) {
        return new UnknownCallback(fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("UnknownCallback", null);
    }
}
