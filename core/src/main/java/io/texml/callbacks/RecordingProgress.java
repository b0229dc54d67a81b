package io.texml.callbacks;

import io.texml.RecordingEvent;
import io.texml.recordings.RecordingSource;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A recording began, is finished, or holds nothing; also the action of a {@code Record}, which is answered with a
 * document. Any component may be null, as the platform promises none. The canonical constructor is not API:
 * components may be added.
 *
 * @param event what happened
 * @param recordingSid the recording's id
 * @param recordingUrl where it can be fetched without the API key, for about ten minutes; null where links are
 *     switched off
 * @param recordingDuration how long it is, in whole seconds; null until it is finished
 * @param recordingChannels 1 when both directions are mixed, 2 when each has a channel
 * @param recordingSource what began it
 * @param details what callbacks of every kind have; never null
 */
public record RecordingProgress(
        @Nullable RecordingEvent event,
        @Nullable String recordingSid,
        @Nullable URI recordingUrl,
        @Nullable Duration recordingDuration,
        @Nullable Integer recordingChannels,
        @Nullable RecordingSource recordingSource,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public RecordingProgress {
        Objects.requireNonNull(details, "details");
    }

    static RecordingProgress read(CallbackFields fields) {
        return new RecordingProgress(
                fields.choice("RecordingStatus", RecordingEvent::of),
                fields.text("RecordingSid"),
                fields.uri("RecordingUrl"),
                fields.seconds("RecordingDuration"),
                fields.integer("RecordingChannels"),
                fields.choice("RecordingSource", RecordingSource::of),
                fields.details());
    }

    /** The sid of the call and the status; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("RecordingProgress", event);
    }
}
