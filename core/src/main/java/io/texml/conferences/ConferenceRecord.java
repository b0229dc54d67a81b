package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Whether a conference is recorded. The API writes it as text, {@code "true"} and {@code "false"} included.
 *
 * @param value the text on the wire
 */
public record ConferenceRecord(@JsonValue String value) implements OpenEnum {

    /** The same as {@code record-from-start}. */
    public static final ConferenceRecord TRUE = new ConferenceRecord("true");

    /** The same as {@code do-not-record}. */
    public static final ConferenceRecord FALSE = new ConferenceRecord("false");

    /** From its beginning. */
    public static final ConferenceRecord RECORD_FROM_START = new ConferenceRecord("record-from-start");

    /** Not at all. */
    public static final ConferenceRecord DO_NOT_RECORD = new ConferenceRecord("do-not-record");

    private static final KnownValues<ConferenceRecord> KNOWN =
            KnownValues.of(ConferenceRecord::value, TRUE, FALSE, RECORD_FROM_START, DO_NOT_RECORD);

    /** Refuses null. */
    public ConferenceRecord {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceRecord of(String value) {
        return KNOWN.find(value, ConferenceRecord::new);
    }

    /** The values that this version knows. */
    public static List<ConferenceRecord> knownValues() {
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
