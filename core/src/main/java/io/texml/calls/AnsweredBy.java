package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/**
 * Who answered a call, as machine detection heard it. The value comes only when machine detection was on. Answers of the API
 * and callbacks have different words for it, and the documentation two lists for callbacks: {@link #isMachine()} knows
 * those of all.
 */
public final class AnsweredBy extends OpenEnum<AnsweredBy> {

    /** A person. */
    public static final AnsweredBy HUMAN = new AnsweredBy("human");

    /** An answering machine. */
    public static final AnsweredBy MACHINE = new AnsweredBy("machine");

    /** An answering machine, told as soon as it was known to be one. */
    public static final AnsweredBy MACHINE_START = new AnsweredBy("machine_start");

    /** An answering machine, whose greeting ended with a beep. */
    public static final AnsweredBy MACHINE_END_BEEP = new AnsweredBy("machine_end_beep");

    /** An answering machine, whose greeting ended with silence. */
    public static final AnsweredBy MACHINE_END_SILENCE = new AnsweredBy("machine_end_silence");

    /** An answering machine, whose greeting ended otherwise. */
    public static final AnsweredBy MACHINE_END_OTHER = new AnsweredBy("machine_end_other");

    /** A fax machine. */
    public static final AnsweredBy FAX = new AnsweredBy("fax");

    /** It could not be told, in answers of the API. */
    public static final AnsweredBy NOT_SURE = new AnsweredBy("not_sure");

    /** It could not be told, in callbacks. */
    public static final AnsweredBy UNKNOWN = new AnsweredBy("unknown");

    private static final OpenEnumValues<AnsweredBy> VALUES = OpenEnumValues.of(
            AnsweredBy::new,
            HUMAN,
            MACHINE,
            MACHINE_START,
            MACHINE_END_BEEP,
            MACHINE_END_SILENCE,
            MACHINE_END_OTHER,
            FAX,
            NOT_SURE,
            UNKNOWN);

    private AnsweredBy(String value) {
        super(value);
    }

    /** Whether an answering machine answered, whatever its greeting does; false for a fax machine. */
    public boolean isMachine() {
        return is(MACHINE, MACHINE_START, MACHINE_END_BEEP, MACHINE_END_SILENCE, MACHINE_END_OTHER);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static AnsweredBy of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<AnsweredBy> knownValues() {
        return VALUES.list();
    }
}
