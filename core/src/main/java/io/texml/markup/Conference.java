package io.texml.markup;

import io.texml.CallbackMethod;
import io.texml.ConferenceBeep;
import io.texml.ConferenceRecord;
import io.texml.RecordingEvent;
import io.texml.TrimSilence;
import java.net.URI;
import java.time.Duration;

/**
 * A conference that a {@link Dial} puts the call into; it is made when nobody is in it.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/conference">its documentation</a>
 */
public final class Conference extends AbstractElement<Conference> implements DialNoun {

    static final ElementType<Conference> TYPE = ElementType.of("Conference", Content.NAME, Conference::new)
            .attributes(
                    Attribute.bool("muted").byDefault("false"),
                    Attribute.bool("startConferenceOnEnter").byDefault("true"),
                    Attribute.bool("endConferenceOnExit").byDefault("false"),
                    Attribute.integer("maxParticipants").range(2, 250).byDefault(250),
                    Attribute.choice("beep", ConferenceBeep.knownValues()).byDefault(ConferenceBeep.ALWAYS),
                    Attribute.text("participantLabel"),
                    Attribute.choice("record", ConferenceRecord.DO_NOT_RECORD, ConferenceRecord.RECORD_FROM_START)
                            .byDefault(ConferenceRecord.DO_NOT_RECORD),
                    Attribute.bool("recordBeep").byDefault("true"),
                    Attribute.url("recordingStatusCallback"),
                    Attribute.choices("recordingStatusCallbackEvent", RecordingEvent.knownValues())
                            .byDefault(RecordingEvent.COMPLETED),
                    Attribute.choice("recordingStatusCallbackMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.seconds("recordingTimeout").range(0, 14400).byDefault(0),
                    Attribute.choice("trim", TrimSilence.knownValues()).byDefault(TrimSilence.DO_NOT_TRIM),
                    Attribute.bool("sendRecordingUrl").byDefault("true"),
                    Attribute.url("statusCallback"),
                    Attribute.choice("statusCallbackMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.choices("statusCallbackEvent", ConferenceCallbackEvent.knownValues()),
                    Attribute.url("waitUrl"),
                    Attribute.choice("waitMethod", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST))
            .trap("waitUrlMethod", "waitMethod");

    private Conference(Parts parts) {
        super(TYPE, parts);
    }

    /** A conference by its name. */
    public static Conference of(String name) {
        return TYPE.create().addText(name);
    }

    /** {@code muted}: whether the participant begins muted. Default: false. */
    public Conference muted(boolean muted) {
        return set("muted", muted);
    }

    /** {@code startConferenceOnEnter}: whether the conference begins when this participant comes. Default: true. */
    public Conference startConferenceOnEnter(boolean startConferenceOnEnter) {
        return set("startConferenceOnEnter", startConferenceOnEnter);
    }

    /** {@code endConferenceOnExit}: whether it ends when this participant goes. Default: false. */
    public Conference endConferenceOnExit(boolean endConferenceOnExit) {
        return set("endConferenceOnExit", endConferenceOnExit);
    }

    /** {@code maxParticipants}: how many may take part. 2 to 250. Default: 250. */
    public Conference maxParticipants(int maxParticipants) {
        return set("maxParticipants", maxParticipants);
    }

    /** {@code beep}: when a beep is heard. Default: {@link ConferenceBeep#ALWAYS true}. */
    public Conference beep(ConferenceBeep beep) {
        return set("beep", beep);
    }

    /** {@code participantLabel}: a name by which the API finds the participant. */
    public Conference participantLabel(String participantLabel) {
        return set("participantLabel", participantLabel);
    }

    /**
     * {@code record}: whether the conference is recorded. Takes {@code do-not-record}, {@code record-from-start}.
     * Default: {@link ConferenceRecord#DO_NOT_RECORD do-not-record}.
     */
    public Conference record(ConferenceRecord record) {
        return set("record", record);
    }

    /** {@code recordBeep}: whether a beep is heard when the recording begins. Default: true. */
    public Conference recordBeep(boolean recordBeep) {
        return set("recordBeep", recordBeep);
    }

    /** {@code recordingStatusCallback}: an absolute URL that is told of the states of the recording. */
    public Conference recordingStatusCallback(URI recordingStatusCallback) {
        return set("recordingStatusCallback", recordingStatusCallback);
    }

    /**
     * {@code recordingStatusCallbackEvent}: which of the states it is told. Default: {@link
     * RecordingEvent#COMPLETED completed} alone.
     */
    public Conference recordingStatusCallbackEvents(RecordingEvent... events) {
        return setAll("recordingStatusCallbackEvent", events);
    }

    /**
     * {@code recordingStatusCallbackMethod}: how {@code recordingStatusCallback} is called. Default: {@link
     * CallbackMethod#POST POST}.
     */
    public Conference recordingStatusCallbackMethod(CallbackMethod value) {
        return set("recordingStatusCallbackMethod", value);
    }

    /**
     * {@code recordingTimeout}: how long the recording may become; 0 is without limit. Whole seconds, 0 to 14400.
     * Default: 0.
     */
    public Conference recordingTimeout(Duration recordingTimeout) {
        return set("recordingTimeout", recordingTimeout);
    }

    /**
     * {@code trim}: what becomes of silence at the beginning and the end of the recording. Default: {@link
     * TrimSilence#DO_NOT_TRIM do-not-trim}.
     */
    public Conference trim(TrimSilence trim) {
        return set("trim", trim);
    }

    /** {@code sendRecordingUrl}: whether it is told the URL of the recording. Default: true. */
    public Conference sendRecordingUrl(boolean sendRecordingUrl) {
        return set("sendRecordingUrl", sendRecordingUrl);
    }

    /** {@code statusCallback}: an absolute URL that is told what happens. */
    public Conference statusCallback(URI statusCallback) {
        return set("statusCallback", statusCallback);
    }

    /**
     * {@code statusCallbackMethod}: how {@code statusCallback} is called. Default: {@link CallbackMethod#POST
     * POST}.
     */
    public Conference statusCallbackMethod(CallbackMethod value) {
        return set("statusCallbackMethod", value);
    }

    /** {@code statusCallbackEvent}: which events it is told. */
    public Conference statusCallbackEvents(ConferenceCallbackEvent... events) {
        return setAll("statusCallbackEvent", events);
    }

    /** {@code waitUrl}: the URL of a document that is heard while one waits. */
    public Conference waitUrl(URI waitUrl) {
        return set("waitUrl", waitUrl);
    }

    /**
     * {@code waitMethod}: how {@code waitUrl} is fetched; {@link Enqueue} has another name for it. Default: {@link
     * CallbackMethod#POST POST}.
     */
    public Conference waitMethod(CallbackMethod waitMethod) {
        return set("waitMethod", waitMethod);
    }
}
