package io.texml.callbacks;

import java.util.Objects;

/**
 * Whether a voice is a machine's, as deepfake detection heard it. Its parameters are not documented: read {@link
 * #parameters()}. The kind is told by the URL alone. The canonical constructor is not API: components may be added.
 *
 * @param details what callbacks of every kind have; never null
 */
public record DeepfakeResult(CallbackDetails details) implements Callback {

    /** Not API: components may be added. */
    public DeepfakeResult {
        Objects.requireNonNull(details, "details");
    }

    static DeepfakeResult read(CallbackFields fields) {
        return new DeepfakeResult(fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("DeepfakeResult", null);
    }
}
