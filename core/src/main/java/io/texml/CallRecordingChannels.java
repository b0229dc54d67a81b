package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/**
 * How many channels a recording has that is started on a running call. Requests that dial name the same choice
 * differently: {@link io.texml.recordings.RecordingChannels}.
 */
public final class CallRecordingChannels extends OpenEnum<CallRecordingChannels> {

    /** Both directions mixed in one channel. */
    public static final CallRecordingChannels SINGLE = new CallRecordingChannels("single");

    /** Each direction in a channel of its own. */
    public static final CallRecordingChannels DUAL = new CallRecordingChannels("dual");

    private static final OpenEnumValues<CallRecordingChannels> VALUES =
            OpenEnumValues.of(CallRecordingChannels::new, SINGLE, DUAL);

    private CallRecordingChannels(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallRecordingChannels of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<CallRecordingChannels> knownValues() {
        return VALUES.list();
    }
}
