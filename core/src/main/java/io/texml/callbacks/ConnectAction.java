package io.texml.callbacks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Connect} is over. The kind is told by the URL alone. It is answered with a document. Any component may be
 * null, as the platform promises none. The canonical constructor is not API: components may be added.
 *
 * @param reason why it ended
 * @param details what callbacks of every kind have; never null
 */
public record ConnectAction(@Nullable String reason, CallbackDetails details) implements Callback {

    /** Not API: components may be added. */
    public ConnectAction {
        Objects.requireNonNull(details, "details");
    }

    static ConnectAction read(CallbackFields fields) {
        return new ConnectAction(fields.text("Reason"), fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("ConnectAction", null);
    }
}
