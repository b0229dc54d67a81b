package io.texml.callbacks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A media stream began, ended or failed. Any component may be null, as the platform promises none. The canonical
 * constructor is not API: components may be added.
 *
 * @param streamEvent what happened
 * @param streamSid the stream's id
 * @param streamName the stream's name
 * @param streamError why it failed; null when it did not
 * @param details what callbacks of every kind have; never null
 */
public record StreamProgress(
        @Nullable StreamEvent streamEvent,
        @Nullable String streamSid,
        @Nullable String streamName,
        @Nullable String streamError,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public StreamProgress {
        Objects.requireNonNull(details, "details");
    }

    static StreamProgress read(CallbackFields fields) {
        return new StreamProgress(
                fields.choice("StreamEvent", StreamEvent::of),
                fields.text("StreamSid"),
                fields.text("StreamName"),
                fields.text("StreamError"),
                fields.details());
    }

    /** The sid of the call and the status; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("StreamProgress", streamEvent);
    }
}
