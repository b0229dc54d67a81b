package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Whether a conference is recorded. The API writes it as text, {@code "true"} and {@code "false"} included. */
public final class ConferenceRecord extends OpenEnum<ConferenceRecord> {

    /** The same as {@code record-from-start}. */
    public static final ConferenceRecord TRUE = new ConferenceRecord("true");

    /** The same as {@code do-not-record}. */
    public static final ConferenceRecord FALSE = new ConferenceRecord("false");

    /** From its beginning. */
    public static final ConferenceRecord RECORD_FROM_START = new ConferenceRecord("record-from-start");

    /** Not at all. */
    public static final ConferenceRecord DO_NOT_RECORD = new ConferenceRecord("do-not-record");

    private static final OpenEnumValues<ConferenceRecord> VALUES =
            OpenEnumValues.of(ConferenceRecord::new, TRUE, FALSE, RECORD_FROM_START, DO_NOT_RECORD);

    private ConferenceRecord(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceRecord of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ConferenceRecord> knownValues() {
        return VALUES.list();
    }
}
