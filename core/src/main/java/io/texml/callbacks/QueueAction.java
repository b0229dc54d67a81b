package io.texml.callbacks;

import java.util.Objects;

/**
 * A call left its queue: the action of an {@code Enqueue}. Its parameters are not documented: read {@link
 * #parameters()}. The kind is told by the URL alone. It is answered with a document. The canonical constructor is not
 * API: components may be added.
 *
 * @param details what callbacks of every kind have; never null
 */
public record QueueAction(CallbackDetails details) implements Callback {

    /** Not API: components may be added. */
    public QueueAction {
        Objects.requireNonNull(details, "details");
    }

    static QueueAction read(CallbackFields fields) {
        return new QueueAction(fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("QueueAction", null);
    }
}
