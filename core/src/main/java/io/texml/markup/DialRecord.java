package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Whether, from when on and in how many channels a dialled call is recorded. */
public final class DialRecord extends OpenEnum<DialRecord> {

    /** It is not recorded. */
    public static final DialRecord DO_NOT_RECORD = new DialRecord("do-not-record");

    /** From the answer on. */
    public static final DialRecord FROM_ANSWER = new DialRecord("record-from-answer");

    /** From the ringing on. */
    public static final DialRecord FROM_RINGING = new DialRecord("record-from-ringing");

    /** From the answer on, each side in a channel of its own. */
    public static final DialRecord FROM_ANSWER_DUAL = new DialRecord("record-from-answer-dual");

    /** From the ringing on, each side in a channel of its own. */
    public static final DialRecord FROM_RINGING_DUAL = new DialRecord("record-from-ringing-dual");

    private static final OpenEnumValues<DialRecord> VALUES = OpenEnumValues.of(
            DialRecord::new, DO_NOT_RECORD, FROM_ANSWER, FROM_RINGING, FROM_ANSWER_DUAL, FROM_RINGING_DUAL);

    private DialRecord(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static DialRecord of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<DialRecord> knownValues() {
        return VALUES.list();
    }
}
