package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * How many channels a recording has that is started on a running call. Requests that dial name the same choice
 * differently: {@link io.texml.recordings.RecordingChannels}.
 *
 * @param value the text on the wire
 */
public record CallRecordingChannels(@JsonValue String value) implements OpenEnum {

    /** Both directions mixed in one channel. */
    public static final CallRecordingChannels SINGLE = new CallRecordingChannels("single");

    /** Each direction in a channel of its own. */
    public static final CallRecordingChannels DUAL = new CallRecordingChannels("dual");

    private static final KnownValues<CallRecordingChannels> KNOWN =
            KnownValues.of(CallRecordingChannels::value, SINGLE, DUAL);

    /** Refuses null. */
    public CallRecordingChannels {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallRecordingChannels of(String value) {
        return KNOWN.find(value, CallRecordingChannels::new);
    }

    /** The values that this version knows. */
    public static List<CallRecordingChannels> knownValues() {
        return KNOWN.list();
    }

    @Override
    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    /** The text on the wire. */
    @Override
    public String toString() {
        return value;
    }
}
