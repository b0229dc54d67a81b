package io.texml.callbacks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Pay} is over. It is answered with a document. Any component may be null, as the platform promises none.
 * The canonical constructor is not API: components may be added.
 *
 * @param payResult how the payment ended
 * @param result how the verb ended
 * @param details what callbacks of every kind have; never null
 */
public record PayAction(
        @Nullable String payResult, @Nullable String result, CallbackDetails details) implements Callback {

    /** Not API: components may be added. */
    public PayAction {
        Objects.requireNonNull(details, "details");
    }

    static PayAction read(CallbackFields fields) {
        return new PayAction(fields.text("PayResult"), fields.text("Result"), fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("PayAction", null);
    }
}
