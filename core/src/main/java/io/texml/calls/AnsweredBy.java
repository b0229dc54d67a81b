package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Who answered a call, as machine detection heard it. The value comes only when machine detection was on.
 *
 * @param value the text on the wire
 */
public record AnsweredBy(@JsonValue String value) implements OpenEnum {

    /** A person. */
    public static final AnsweredBy HUMAN = new AnsweredBy("human");

    /** An answering machine. */
    public static final AnsweredBy MACHINE = new AnsweredBy("machine");

    /** It could not be told. */
    public static final AnsweredBy NOT_SURE = new AnsweredBy("not_sure");

    private static final KnownValues<AnsweredBy> KNOWN = KnownValues.of(AnsweredBy::value, HUMAN, MACHINE, NOT_SURE);

    /** Refuses null. */
    public AnsweredBy {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static AnsweredBy of(String value) {
        return KNOWN.find(value, AnsweredBy::new);
    }

    /** The values that this version knows. */
    public static List<AnsweredBy> knownValues() {
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
