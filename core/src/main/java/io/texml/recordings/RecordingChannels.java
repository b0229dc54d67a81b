package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/**
 * How many channels the recording of a dialled call has. Recordings that are started on a running call name the same
 * choice differently: {@link io.texml.CallRecordingChannels}.
 */
public final class RecordingChannels extends OpenEnum<RecordingChannels> {

    /** Both directions mixed in one channel. */
    public static final RecordingChannels MONO = new RecordingChannels("mono");

    /** Each direction in a channel of its own. */
    public static final RecordingChannels DUAL = new RecordingChannels("dual");

    private static final OpenEnumValues<RecordingChannels> VALUES =
            OpenEnumValues.of(RecordingChannels::new, MONO, DUAL);

    private RecordingChannels(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingChannels of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<RecordingChannels> knownValues() {
        return VALUES.list();
    }
}
