package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What interrupts what is being said. */
public final class Interruptible extends OpenEnum<Interruptible> {

    /** Nothing. */
    public static final Interruptible NONE = new Interruptible("none");

    /** Speech and keys. */
    public static final Interruptible ANY = new Interruptible("any");

    /** Speech. */
    public static final Interruptible SPEECH = new Interruptible("speech");

    /** Keys. */
    public static final Interruptible DTMF = new Interruptible("dtmf");

    /** An earlier form of any. */
    public static final Interruptible TRUE = new Interruptible("true");

    /** An earlier form of none. */
    public static final Interruptible FALSE = new Interruptible("false");

    private static final OpenEnumValues<Interruptible> VALUES =
            OpenEnumValues.of(Interruptible::new, NONE, ANY, SPEECH, DTMF, TRUE, FALSE);

    private Interruptible(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static Interruptible of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<Interruptible> knownValues() {
        return VALUES.list();
    }
}
