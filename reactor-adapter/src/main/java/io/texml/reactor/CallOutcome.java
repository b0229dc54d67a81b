package io.texml.reactor;

import io.texml.TexmlException;
import io.texml.calls.CallCreated;
import io.texml.calls.CreateCall;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request of a bulk dial: the answer, or the failure.
 *
 * @param request the request, as the source gave it
 * @param call the answer; null when it failed
 * @param failure why it failed, a {@link TexmlException} or a {@link io.texml.RequestValidationException}; null when it
 *     was answered
 */
public record CallOutcome(
        CreateCall request,
        @Nullable CallCreated call,
        @Nullable RuntimeException failure) {

    /** Not API: use what {@code createEach} gives. */
    public CallOutcome {
        Objects.requireNonNull(request, "request");
        if ((call == null) == (failure == null)) {
            throw new IllegalArgumentException("an outcome is either a call or a failure");
        }
    }

    /** Whether the call was accepted. */
    public boolean isCreated() {
        return call != null;
    }

    /** Whether the phone may ring although no answer says so: look before you dial again. */
    public boolean outcomeUnknown() {
        return failure instanceof TexmlException typed && typed.outcomeUnknown();
    }

    /** Whether it was answered, and the kind of failure; never a number. */
    @Override
    public String toString() {
        return "CallOutcome["
                + (failure == null
                        ? "created"
                        : failure.getClass().getSimpleName() + ", outcomeUnknown=" + outcomeUnknown())
                + "]";
    }
}
