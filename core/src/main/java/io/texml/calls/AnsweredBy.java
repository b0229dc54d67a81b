package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Who answered a call, as machine detection heard it. The value comes only when machine detection was on. */
public final class AnsweredBy extends OpenEnum<AnsweredBy> {

    /** A person. */
    public static final AnsweredBy HUMAN = new AnsweredBy("human");

    /** An answering machine. */
    public static final AnsweredBy MACHINE = new AnsweredBy("machine");

    /** It could not be told. */
    public static final AnsweredBy NOT_SURE = new AnsweredBy("not_sure");

    private static final OpenEnumValues<AnsweredBy> VALUES =
            OpenEnumValues.of(AnsweredBy::new, HUMAN, MACHINE, NOT_SURE);

    private AnsweredBy(String value) {
        super(value);
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
