package io.texml.callbacks;

import io.texml.calls.CallStatus;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of an AI assistant was analyzed. Its other parameters are not documented: read {@link #parameters()}. Any
 * component may be null, as the platform promises none. The canonical constructor is not API: components may be
 * added.
 *
 * @param callStatus where the call stands
 * @param callbackSource which part of the platform sends this: {@code call-progress-events}
 * @param callInitiatedAt when the call began
 * @param details what callbacks of every kind have; never null
 */
public record CallAnalyzed(
        @Nullable CallStatus callStatus,
        @Nullable String callbackSource,
        @Nullable Instant callInitiatedAt,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public CallAnalyzed {
        Objects.requireNonNull(details, "details");
    }

    static CallAnalyzed read(CallbackFields fields) {
        return new CallAnalyzed(
                fields.choice("CallStatus", CallStatus::of),
                fields.text("CallbackSource"),
                fields.time("CallInitiatedAt"),
                fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("CallAnalyzed", null);
    }
}
