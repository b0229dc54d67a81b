package io.texml.markup;

import io.texml.CallRecordingChannels;
import io.texml.CallbackMethod;
import io.texml.RecordingEvent;
import io.texml.TrimSilence;
import java.net.URI;
import java.time.Duration;

/**
 * Records what the caller says, as a voicemail does.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/record">its documentation</a>
 */
@SuppressWarnings("JavaLangClash") // the name is TeXML's
public final class Record extends AbstractElement<Record> implements Verb {

    static final ElementType<Record> TYPE = ElementType.of("Record", Content.NONE, Record::new)
            .attributes(
                    Attribute.url("action"),
                    Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST),
                    Attribute.text("finishOnKey")
                            .like("[0-9*#]+", "0-9, * and #")
                            .byDefault("1234567890*#"),
                    Attribute.seconds("timeout").atLeast(0).byDefault(0).inTwiml("5"),
                    Attribute.seconds("maxLength").range(0, 14400).byDefault(3600),
                    Attribute.bool("playBeep").byDefault("true"),
                    Attribute.choice("trim", TrimSilence.TRIM_SILENCE).inTwiml("trim-silence"),
                    Attribute.choice("channels", CallRecordingChannels.knownValues())
                            .byDefault(CallRecordingChannels.DUAL)
                            .inTwiml("single"),
                    Attribute.url("recordingStatusCallback"),
                    Attribute.choice("recordingStatusCallbackMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.choices(
                                    "recordingStatusCallbackEvent",
                                    RecordingEvent.IN_PROGRESS,
                                    RecordingEvent.COMPLETED)
                            .byDefault(RecordingEvent.COMPLETED),
                    Attribute.bool("transcription").byDefault("false"),
                    Attribute.url("transcriptionCallback"),
                    Attribute.choice(
                                    "transcriptionEngine",
                                    TranscriptionEngine.A,
                                    TranscriptionEngine.B,
                                    TranscriptionEngine.DEEPGRAM,
                                    "deepgram")
                            .byDefault(TranscriptionEngine.A),
                    Attribute.text("transcriptionModel"),
                    Attribute.text("transcriptionLanguage").byDefault("en-US"),
                    Attribute.choice("format", RecordingFormat.knownValues()).byDefault(RecordingFormat.MP3))
            .trap("transcribe", "transcription")
            .trap("transcribeCallback", "transcriptionCallback")
            .rule(Record::check);

    private Record(Parts parts) {
        super(TYPE, parts);
    }

    /** Records until the caller presses a key or hangs up. */
    public static Record record() {
        return TYPE.create();
    }

    /** {@code action}: where the platform goes on when the verb is over; it answers with the next document. A URL. */
    public Record action(URI action) {
        return set("action", action);
    }

    /** {@code method}: how {@code action} is called. Default: {@link CallbackMethod#POST POST}. */
    public Record method(CallbackMethod method) {
        return set("method", method);
    }

    /** {@code finishOnKey}: the keys that end the recording. Default: {@code 1234567890*#}. */
    public Record finishOnKey(String finishOnKey) {
        return set("finishOnKey", finishOnKey);
    }

    /**
     * {@code timeout}: how long a silence ends the recording; 0 for none ends it. Uses a transcription that
     * costs. Whole seconds, at least 0. Default: 0. In TwiML the default is {@code 5}.
     */
    public Record timeout(Duration timeout) {
        return set("timeout", timeout);
    }

    /**
     * {@code maxLength}: how long the recording may become; 0 is without limit. Whole seconds, 0 to 14400.
     * Default: 3600.
     */
    public Record maxLength(Duration maxLength) {
        return set("maxLength", maxLength);
    }

    /** {@code playBeep}: whether a beep is heard at the beginning. Default: true. */
    public Record playBeep(boolean playBeep) {
        return set("playBeep", playBeep);
    }

    /**
     * {@code trim}: what becomes of silence at the beginning and the end of the recording. Takes {@code
     * trim-silence}. In TwiML the default is {@code trim-silence}.
     */
    public Record trim(TrimSilence trim) {
        return set("trim", trim);
    }

    /**
     * {@code channels}: how many channels the recording has. Default: {@link CallRecordingChannels#DUAL dual}. In
     * TwiML the default is {@code single}.
     */
    public Record channels(CallRecordingChannels channels) {
        return set("channels", channels);
    }

    /** {@code recordingStatusCallback}: an absolute URL that is told of the states of the recording. */
    public Record recordingStatusCallback(URI recordingStatusCallback) {
        return set("recordingStatusCallback", recordingStatusCallback);
    }

    /**
     * {@code recordingStatusCallbackMethod}: how {@code recordingStatusCallback} is called. Default: {@link
     * CallbackMethod#POST POST}.
     */
    public Record recordingStatusCallbackMethod(CallbackMethod value) {
        return set("recordingStatusCallbackMethod", value);
    }

    /**
     * {@code recordingStatusCallbackEvent}: which of the states it is told. Takes {@code in-progress}, {@code
     * completed}. Default: {@link RecordingEvent#COMPLETED completed} alone.
     */
    public Record recordingStatusCallbackEvents(RecordingEvent... events) {
        return setAll("recordingStatusCallbackEvent", events);
    }

    /**
     * {@code transcription}: whether the recording is turned into text; needs {@code transcriptionCallback}.
     * Default: false.
     */
    public Record transcription(boolean transcription) {
        return set("transcription", transcription);
    }

    /** {@code transcriptionCallback}: an absolute URL that is told the text. */
    public Record transcriptionCallback(URI transcriptionCallback) {
        return set("transcriptionCallback", transcriptionCallback);
    }

    /**
     * {@code transcriptionEngine}: what recognises the speech. Takes {@code A}, {@code B}, {@code Deepgram},
     * {@code deepgram}. Default: {@link TranscriptionEngine#A A}.
     */
    public Record transcriptionEngine(TranscriptionEngine transcriptionEngine) {
        return set("transcriptionEngine", transcriptionEngine);
    }

    /** {@code transcriptionModel}: the model of the engine. */
    public Record transcriptionModel(String transcriptionModel) {
        return set("transcriptionModel", transcriptionModel);
    }

    /** {@code transcriptionLanguage}: the language that is spoken. Default: {@code en-US}. */
    public Record transcriptionLanguage(String transcriptionLanguage) {
        return set("transcriptionLanguage", transcriptionLanguage);
    }

    /** {@code format}: the file that the recording is kept in. Default: {@link RecordingFormat#MP3 mp3}. */
    public Record format(RecordingFormat format) {
        return set("format", format);
    }

    private static void check(ElementChecks checks) {
        checks.needs(checks.is("transcription", "true"), "transcription", "transcriptionCallback");
    }
}
