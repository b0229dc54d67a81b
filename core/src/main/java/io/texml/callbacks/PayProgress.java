package io.texml.callbacks;

import java.util.Objects;

/**
 * A step of a {@code Pay}. Its parameters are not documented: read {@link #parameters()}. The kind is told by the URL
 * alone. The canonical constructor is not API: components may be added.
 *
 * @param details what callbacks of every kind have; never null
 */
public record PayProgress(CallbackDetails details) implements Callback {

    /** Not API: components may be added. */
    public PayProgress {
        Objects.requireNonNull(details, "details");
    }

    static PayProgress read(CallbackFields fields) {
        return new PayProgress(fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("PayProgress", null);
    }
}
