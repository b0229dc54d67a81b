package io.texml.callbacks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code HttpRequest} verb has its answer, and asks for the document to go on with. The values that the verb takes
 * from the answer come as parameters of the names that the document gave them: they are in {@link
 * #additionalProperties()}, or in {@link #parameters()} where a name is one of the platform's too. The kind is told
 * by the URL alone. It is answered with a document. Any component may be null, as the platform promises none. The
 * canonical constructor is not API: components may be added.
 *
 * @param callerId the caller's name or number, as it was shown
 * @param details what callbacks of every kind have; never null
 */
public record HttpRequestAction(@Nullable String callerId, CallbackDetails details) implements Callback {

    /** Not API: components may be added. */
    public HttpRequestAction {
        Objects.requireNonNull(details, "details");
    }

    static HttpRequestAction read(CallbackFields fields) {
        return new HttpRequestAction(fields.text("CallerId"), fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("HttpRequestAction", null);
    }
}
