package io.texml.markup;

import io.texml.CallRecordingChannels;
import io.texml.CallbackMethod;
import io.texml.RecordingEvent;
import io.texml.RecordingTrack;
import io.texml.TrimSilence;
import java.net.URI;

/**
 * Records the call while it goes on.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/start">its documentation</a>
 */
public final class Recording extends AbstractElement<Recording> implements StartNoun {

    static final ElementType<Recording> TYPE = ElementType.of("Recording", Content.NONE, Recording::new)
            .attributes(
                    Attribute.url("recordingStatusCallback"),
                    Attribute.choice("recordingStatusCallbackMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.choices("recordingStatusCallbackEvent", RecordingEvent.knownValues())
                            .byDefault(RecordingEvent.COMPLETED),
                    Attribute.choice("channels", "mono", CallRecordingChannels.SINGLE, CallRecordingChannels.DUAL)
                            .byDefault(CallRecordingChannels.DUAL),
                    Attribute.choice("track", RecordingTrack.knownValues()).byDefault(RecordingTrack.BOTH),
                    Attribute.choice("trim", TrimSilence.TRIM_SILENCE).inTwiml("trim-silence"),
                    Attribute.choice("format", RecordingFormat.knownValues()).byDefault(RecordingFormat.MP3));

    private Recording(Parts parts) {
        super(TYPE, parts);
    }

    /** A recording of the call. */
    public static Recording recording() {
        return TYPE.create();
    }

    /** {@code recordingStatusCallback}: an absolute URL that is told of the states of the recording. */
    public Recording recordingStatusCallback(URI recordingStatusCallback) {
        return set("recordingStatusCallback", recordingStatusCallback);
    }

    /**
     * {@code recordingStatusCallbackMethod}: how {@code recordingStatusCallback} is called. Default: {@link
     * CallbackMethod#POST POST}.
     */
    public Recording recordingStatusCallbackMethod(CallbackMethod value) {
        return set("recordingStatusCallbackMethod", value);
    }

    /**
     * {@code recordingStatusCallbackEvent}: which of the states it is told. Default: {@link
     * RecordingEvent#COMPLETED completed} alone.
     */
    public Recording recordingStatusCallbackEvents(RecordingEvent... events) {
        return setAll("recordingStatusCallbackEvent", events);
    }

    /** {@code channels}: how many channels the recording has. Default: {@link CallRecordingChannels#DUAL dual}. */
    public Recording channels(CallRecordingChannels channels) {
        return set("channels", channels);
    }

    /** {@code track}: which side is recorded. Default: {@link RecordingTrack#BOTH both}. */
    public Recording track(RecordingTrack track) {
        return set("track", track);
    }

    /**
     * {@code trim}: what becomes of silence at the beginning and the end of the recording. Takes {@code
     * trim-silence}. In TwiML the default is {@code trim-silence}.
     */
    public Recording trim(TrimSilence trim) {
        return set("trim", trim);
    }

    /** {@code format}: the file that the recording is kept in. Default: {@link RecordingFormat#MP3 mp3}. */
    public Recording format(RecordingFormat format) {
        return set("format", format);
    }
}
