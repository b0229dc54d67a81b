package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The file that a recording is kept in. */
public final class RecordingFormat extends OpenEnum<RecordingFormat> {

    /** Small. */
    public static final RecordingFormat MP3 = new RecordingFormat("mp3");

    /** Without loss. */
    public static final RecordingFormat WAV = new RecordingFormat("wav");

    private static final OpenEnumValues<RecordingFormat> VALUES = OpenEnumValues.of(RecordingFormat::new, MP3, WAV);

    private RecordingFormat(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingFormat of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<RecordingFormat> knownValues() {
        return VALUES.list();
    }
}
