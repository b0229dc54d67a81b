package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * How many channels the recording of a dialled call has. Recordings that are started on a running call name the same
 * choice differently: {@link io.texml.calls.CallRecordingChannels}.
 *
 * @param value the text on the wire
 */
public record RecordingChannels(@JsonValue String value) implements OpenEnum {

    /** Both directions mixed in one channel. */
    public static final RecordingChannels MONO = new RecordingChannels("mono");

    /** Each direction in a channel of its own. */
    public static final RecordingChannels DUAL = new RecordingChannels("dual");

    private static final KnownValues<RecordingChannels> KNOWN = KnownValues.of(RecordingChannels::value, MONO, DUAL);

    /** Refuses null. */
    public RecordingChannels {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingChannels of(String value) {
        return KNOWN.find(value, RecordingChannels::new);
    }

    /** The values that this version knows. */
    public static List<RecordingChannels> knownValues() {
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
