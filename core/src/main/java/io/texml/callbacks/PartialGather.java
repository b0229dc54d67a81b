package io.texml.callbacks;

import java.util.Objects;

/**
 * What a {@code Gather} has heard so far, for its {@code partialResultCallback}. Its parameters are not documented:
 * read {@link #parameters()}. The kind is told by the URL alone. The canonical constructor is not API: components may
 * be added.
 *
 * @param details what callbacks of every kind have; never null
 */
public record PartialGather(CallbackDetails details) implements Callback {

    /** Not API: components may be added. */
    public PartialGather {
        Objects.requireNonNull(details, "details");
    }

    static PartialGather read(CallbackFields fields) {
        return new PartialGather(fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("PartialGather", null);
    }
}
