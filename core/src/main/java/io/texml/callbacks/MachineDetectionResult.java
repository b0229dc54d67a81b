package io.texml.callbacks;

import io.texml.calls.AnsweredBy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who answered a call, as machine detection heard it. Any component may be null, as the platform promises none. The
 * canonical constructor is not API: components may be added.
 *
 * @param answeredBy who answered
 * @param machineDetectionDuration how long it took, as it came: the documentation names no unit
 * @param details what callbacks of every kind have; never null
 */
public record MachineDetectionResult(
        @Nullable AnsweredBy answeredBy, @Nullable Long machineDetectionDuration, CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public MachineDetectionResult {
        Objects.requireNonNull(details, "details");
    }

    static MachineDetectionResult read(CallbackFields fields) {
        return new MachineDetectionResult(
                fields.choice("AnsweredBy", AnsweredBy::of),
                fields.wholeNumber("MachineDetectionDuration"),
                fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("MachineDetectionResult", null);
    }
}
