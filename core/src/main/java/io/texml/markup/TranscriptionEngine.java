package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What turns speech into text. Each verb takes some of them. */
public final class TranscriptionEngine extends OpenEnum<TranscriptionEngine> {

    /** Of Google. */
    public static final TranscriptionEngine GOOGLE = new TranscriptionEngine("Google");

    /** Of Telnyx. */
    public static final TranscriptionEngine TELNYX = new TranscriptionEngine("Telnyx");

    /** Of Microsoft; needs a region. */
    public static final TranscriptionEngine AZURE = new TranscriptionEngine("Azure");

    /** Of Deepgram. */
    public static final TranscriptionEngine DEEPGRAM = new TranscriptionEngine("Deepgram");

    /** Of xAI. */
    public static final TranscriptionEngine XAI = new TranscriptionEngine("xAI");

    /** Of AssemblyAI. */
    public static final TranscriptionEngine ASSEMBLYAI = new TranscriptionEngine("AssemblyAI");

    /** Of Soniox. */
    public static final TranscriptionEngine SONIOX = new TranscriptionEngine("Soniox");

    /** Of Speechmatics. */
    public static final TranscriptionEngine SPEECHMATICS = new TranscriptionEngine("Speechmatics");

    /** Of Nvidia. */
    public static final TranscriptionEngine PARAKEET = new TranscriptionEngine("Parakeet");

    /** Of Humain. */
    public static final TranscriptionEngine HUMAIN = new TranscriptionEngine("Humain");

    /** Of Reson8. */
    public static final TranscriptionEngine RESON8 = new TranscriptionEngine("Reson8");

    /** Of Cohere. */
    public static final TranscriptionEngine COHERE = new TranscriptionEngine("Cohere");

    /** An earlier name of Google. */
    public static final TranscriptionEngine A = new TranscriptionEngine("A");

    /** An earlier name of Telnyx. */
    public static final TranscriptionEngine B = new TranscriptionEngine("B");

    private static final OpenEnumValues<TranscriptionEngine> VALUES = OpenEnumValues.of(
            TranscriptionEngine::new,
            GOOGLE,
            TELNYX,
            AZURE,
            DEEPGRAM,
            XAI,
            ASSEMBLYAI,
            SONIOX,
            SPEECHMATICS,
            PARAKEET,
            HUMAIN,
            RESON8,
            COHERE,
            A,
            B);

    private TranscriptionEngine(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static TranscriptionEngine of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<TranscriptionEngine> knownValues() {
        return VALUES.list();
    }
}
