package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What a {@link Gather} listens for. */
public final class GatherInput extends OpenEnum<GatherInput> {

    /** Keys. */
    public static final GatherInput DTMF = new GatherInput("dtmf");

    /** Speech. */
    public static final GatherInput SPEECH = new GatherInput("speech");

    /** Either of them. */
    public static final GatherInput DTMF_SPEECH = new GatherInput("dtmf speech");

    private static final OpenEnumValues<GatherInput> VALUES =
            OpenEnumValues.of(GatherInput::new, DTMF, SPEECH, DTMF_SPEECH);

    private GatherInput(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static GatherInput of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<GatherInput> knownValues() {
        return VALUES.list();
    }
}
