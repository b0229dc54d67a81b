package io.texml.markup;

import io.texml.CallRecordingChannels;
import io.texml.CallbackMethod;
import io.texml.RecordingEvent;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Connects the call to somebody else: numbers, SIP addresses, the first caller of a queue, or a conference. When
 * that is over, the document goes on, or {@code action} says how.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/dial">its documentation</a>
 */
public final class Dial extends AbstractElement<Dial> implements Verb {

    static final ElementType<Dial> TYPE = ElementType.of("Dial", Content.NUMBER_OR_NOUNS, Dial::new)
            .attributes(
                    Attribute.url("action"),
                    Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST),
                    Attribute.text("callerId"),
                    Attribute.text("fromDisplayName")
                            .like("[\\p{L}\\p{N} _~!.+-]{0,128}", "at most 128 letters, digits, blanks and -_~!.+"),
                    Attribute.bool("hangupOnStar").byDefault("false"),
                    Attribute.seconds("timeout").range(5, 120).byDefault(30),
                    Attribute.seconds("timeLimit").range(60, 14400).byDefault(14400),
                    Attribute.choice("record", DialRecord.knownValues()).byDefault(DialRecord.DO_NOT_RECORD),
                    Attribute.choice("recordingChannels", CallRecordingChannels.knownValues())
                            .byDefault(CallRecordingChannels.SINGLE),
                    Attribute.seconds("recordMaxLength").range(0, 14400).byDefault(0),
                    Attribute.url("recordingStatusCallback"),
                    Attribute.choice("recordingStatusCallbackMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.choices("recordingStatusCallbackEvent", RecordingEvent.knownValues())
                            .byDefault(RecordingEvent.COMPLETED),
                    Attribute.bool("sendRecordingUrl").byDefault("true"),
                    Attribute.choice("ringTone", RingTone.knownValues()).byDefault(RingTone.US),
                    Attribute.url("audioUrl"),
                    Attribute.bool("answerOnBridge").byDefault("false"),
                    Attribute.bool("sequential").byDefault("false"),
                    Attribute.bool("passDiversionHeader").byDefault("false"),
                    Attribute.milliseconds("machineDetectionSpeechThreshold").atLeast(0),
                    Attribute.milliseconds("machineDetectionSpeechEndThreshold").atLeast(0),
                    Attribute.milliseconds("machineDetectionSilenceTimeout").atLeast(0))
            .children(Number.TYPE, Sip.TYPE, Queue.TYPE, Conference.TYPE)
            .rule(Dial::check);

    private Dial(Parts parts) {
        super(TYPE, parts);
    }

    /** Dials a number in E.164 form, such as {@code +13125550147}. */
    public static Dial number(String number) {
        return to(Number.of(number));
    }

    /** Dials a SIP URI, such as {@code sip:alice@example.com}. */
    public static Dial sip(String sipUri) {
        return to(Sip.of(sipUri));
    }

    /** Connects the call to the first caller of a queue. */
    public static Dial queue(String name) {
        return to(Queue.of(name));
    }

    /** Puts the call into a conference. */
    public static Dial conference(String name) {
        return to(Conference.of(name));
    }

    /**
     * Connects the call to somebody. Several numbers and SIP addresses ring at once, unless {@link #sequential} is set; the
     * first that answers gets the call.
     */
    public static Dial to(DialNoun first, DialNoun... more) {
        return TYPE.create().add(first).addAll(Arrays.asList(more));
    }

    /** As {@link #to(DialNoun, DialNoun...)}. */
    public static Dial to(List<? extends DialNoun> nouns) {
        return TYPE.create().addAll(nouns);
    }

    /** {@code action}: where the platform goes on when the verb is over; it answers with the next document. A URL. */
    public Dial action(URI action) {
        return set("action", action);
    }

    /** {@code method}: how {@code action} is called. Default: {@link CallbackMethod#POST POST}. */
    public Dial method(CallbackMethod method) {
        return set("method", method);
    }

    /** {@code callerId}: the number that the called side sees, in E.164 form. */
    public Dial callerId(String callerId) {
        return set("callerId", callerId);
    }

    /**
     * {@code fromDisplayName}: the name that the called side sees: at most 128 letters, digits, blanks and {@code
     * -_~!.+}.
     */
    public Dial fromDisplayName(String fromDisplayName) {
        return set("fromDisplayName", fromDisplayName);
    }

    /** {@code hangupOnStar}: whether the caller ends the dialled call with the key {@code *}. Default: false. */
    public Dial hangupOnStar(boolean hangupOnStar) {
        return set("hangupOnStar", hangupOnStar);
    }

    /** {@code timeout}: how long the other side may ring. Whole seconds, 5 to 120. Default: 30. */
    public Dial timeout(Duration timeout) {
        return set("timeout", timeout);
    }

    /** {@code timeLimit}: how long the dialled call may last. Whole seconds, 60 to 14400. Default: 14400. */
    public Dial timeLimit(Duration timeLimit) {
        return set("timeLimit", timeLimit);
    }

    /**
     * {@code record}: whether the dialled call is recorded; holds for numbers and SIP addresses, not for
     * conferences. Default: {@link DialRecord#DO_NOT_RECORD do-not-record}.
     */
    public Dial record(DialRecord record) {
        return set("record", record);
    }

    /**
     * {@code recordingChannels}: how many channels the recording has. Default: {@link CallRecordingChannels#SINGLE
     * single}.
     */
    public Dial recordingChannels(CallRecordingChannels recordingChannels) {
        return set("recordingChannels", recordingChannels);
    }

    /**
     * {@code recordMaxLength}: how long the recording may become; 0 is without limit. Whole seconds, 0 to 14400.
     * Default: 0.
     */
    public Dial recordMaxLength(Duration recordMaxLength) {
        return set("recordMaxLength", recordMaxLength);
    }

    /** {@code recordingStatusCallback}: an absolute URL that is told of the states of the recording. */
    public Dial recordingStatusCallback(URI recordingStatusCallback) {
        return set("recordingStatusCallback", recordingStatusCallback);
    }

    /**
     * {@code recordingStatusCallbackMethod}: how {@code recordingStatusCallback} is called. Default: {@link
     * CallbackMethod#POST POST}.
     */
    public Dial recordingStatusCallbackMethod(CallbackMethod value) {
        return set("recordingStatusCallbackMethod", value);
    }

    /**
     * {@code recordingStatusCallbackEvent}: which of the states it is told. Default: {@link
     * RecordingEvent#COMPLETED completed} alone.
     */
    public Dial recordingStatusCallbackEvents(RecordingEvent... events) {
        return setAll("recordingStatusCallbackEvent", events);
    }

    /** {@code sendRecordingUrl}: whether it is told the URL of the recording. Default: true. */
    public Dial sendRecordingUrl(boolean sendRecordingUrl) {
        return set("sendRecordingUrl", sendRecordingUrl);
    }

    /** {@code ringTone}: the ringing tone of a country. Default: {@link RingTone#US us}. */
    public Dial ringTone(RingTone ringTone) {
        return set("ringTone", ringTone);
    }

    /** {@code audioUrl}: the URL of audio that the caller hears in place of a ringing tone. */
    public Dial audioUrl(URI audioUrl) {
        return set("audioUrl", audioUrl);
    }

    /**
     * {@code answerOnBridge}: whether the incoming call counts as answered only when the dialled one is; the
     * sources disagree whether the platform reads it. Default: false.
     */
    public Dial answerOnBridge(boolean answerOnBridge) {
        return set("answerOnBridge", answerOnBridge);
    }

    /**
     * {@code sequential}: whether several numbers and SIP addresses are dialled one after the other and not all at
     * once. Default: false. In the vendor's notes, not yet on the verb's page.
     */
    public Dial sequential(boolean sequential) {
        return set("sequential", sequential);
    }

    /** {@code passDiversionHeader}: whether the SIP header Diversion is passed on. Default: false. */
    public Dial passDiversionHeader(boolean passDiversionHeader) {
        return set("passDiversionHeader", passDiversionHeader);
    }

    /**
     * {@code machineDetectionSpeechThreshold}: a greeting that is longer than this means a machine. Whole
     * milliseconds, at least 0.
     */
    public Dial machineDetectionSpeechThreshold(Duration machineDetectionSpeechThreshold) {
        return set("machineDetectionSpeechThreshold", machineDetectionSpeechThreshold);
    }

    /**
     * {@code machineDetectionSpeechEndThreshold}: silence for this long after a greeting means that the greeting
     * is over. Whole milliseconds, at least 0.
     */
    public Dial machineDetectionSpeechEndThreshold(Duration machineDetectionSpeechEndThreshold) {
        return set("machineDetectionSpeechEndThreshold", machineDetectionSpeechEndThreshold);
    }

    /**
     * {@code machineDetectionSilenceTimeout}: silence at the beginning for longer than this means a machine. Whole
     * milliseconds, at least 0.
     */
    public Dial machineDetectionSilenceTimeout(Duration machineDetectionSilenceTimeout) {
        return set("machineDetectionSilenceTimeout", machineDetectionSilenceTimeout);
    }

    private static void check(ElementChecks checks) {
        int destinations = checks.count("Number") + checks.count("Sip");
        checks.refuseIf(
                !checks.hasContent(),
                "Dial has nobody to dial",
                "write a number between the tags, or a Number, Sip, Queue or Conference");
        checks.warnIf(
                checks.hasText() && !checks.holdsTemplates() && checks.count() > 0,
                "Dial has a number and nouns at once",
                ElementChecks.NOT_DOCUMENTED,
                "write the number as a Number");
        checks.warnIf(
                checks.isOther("record", "do-not-record") && checks.count("Conference") > 0,
                "record holds for Number and Sip, not for a Conference",
                ElementChecks.IGNORED,
                "set record of the Conference");
        checks.remarkIf(
                destinations > 1 && !checks.has("sequential") && !checks.holdsTemplates(),
                "several numbers and SIP addresses",
                "the platform lets all of them ring at once",
                "set sequential to true for one after the other, or to false to say that this is meant");
    }
}
