package io.texml.callbacks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An {@code AIGather} is over. It is answered with a document. Any component may be null, as the platform promises
 * none. The canonical constructor is not API: components may be added.
 *
 * @param status how it ended
 * @param result what was gathered, JSON as text; null when it was not
 * @param messageHistory what was said, JSON as text; null when it was not sent
 * @param details what callbacks of every kind have; never null
 */
public record AiGatherAction(
        @Nullable String status,
        @Nullable String result,
        @Nullable String messageHistory,
        CallbackDetails details) implements Callback {

    /** Not API: components may be added. */
    public AiGatherAction {
        Objects.requireNonNull(details, "details");
    }

    static AiGatherAction read(CallbackFields fields) {
        return new AiGatherAction(
                fields.text("Status"),
                fields.base64("Base64Result"),
                fields.base64("Base64MessageHistory"),
                fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("AiGatherAction", null);
    }
}
