package io.texml.callbacks;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call waits in a queue: the {@code waitUrl} of an {@code Enqueue}. It is answered with a document. Any component
 * may be null, as the platform promises none. The canonical constructor is not API: components may be added.
 *
 * @param queueSid the queue's id
 * @param queuePosition the place in it, from 1
 * @param queueTime how long the call has waited, in whole seconds
 * @param averageQueueTime how long calls wait in the mean, in whole seconds
 * @param currentQueueSize how many calls wait
 * @param details what callbacks of every kind have; never null
 */
public record QueueWait(
        @Nullable String queueSid,
        @Nullable Integer queuePosition,
        @Nullable Duration queueTime,
        @Nullable Duration averageQueueTime,
        @Nullable Integer currentQueueSize,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public QueueWait {
        Objects.requireNonNull(details, "details");
    }

    static QueueWait read(CallbackFields fields) {
        return new QueueWait(
                fields.text("QueueSid"),
                fields.integer("QueuePosition"),
                fields.seconds("QueueTime"),
                fields.seconds("AvgQueueTime"),
                fields.integer("CurrentQueueSize"),
                fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("QueueWait", null);
    }
}
