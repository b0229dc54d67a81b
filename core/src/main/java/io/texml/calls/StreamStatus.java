package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Where the streaming of a call's audio stands.
 *
 * @param value the text on the wire
 */
public record StreamStatus(@JsonValue String value) implements OpenEnum {

    /** Audio is being streamed. */
    public static final StreamStatus IN_PROGRESS = new StreamStatus("in-progress");

    /** It was stopped. Setting it stops the stream. */
    public static final StreamStatus STOPPED = new StreamStatus("stopped");

    private static final KnownValues<StreamStatus> KNOWN = KnownValues.of(StreamStatus::value, IN_PROGRESS, STOPPED);

    /** Refuses null. */
    public StreamStatus {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static StreamStatus of(String value) {
        return KNOWN.find(value, StreamStatus::new);
    }

    /** The values that this version knows. */
    public static List<StreamStatus> knownValues() {
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
