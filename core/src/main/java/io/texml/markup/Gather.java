package io.texml.markup;

import io.texml.CallbackMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Waits for keys or speech, and says or plays something meanwhile. What came goes to {@code action}; when nothing
 * came, the document goes on.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/gather">its documentation</a>
 */
public final class Gather extends AbstractElement<Gather> implements Verb {

    static final ElementType<Gather> TYPE = ElementType.of("Gather", Content.NONE, Gather::new)
            .attributes(
                    Attribute.url("action"),
                    Attribute.seconds("timeout").range(1, 120).byDefault(5),
                    Attribute.choice(
                                    "input",
                                    GatherInput.DTMF,
                                    GatherInput.SPEECH,
                                    GatherInput.DTMF_SPEECH,
                                    "speech dtmf")
                            .byDefault(GatherInput.DTMF),
                    Attribute.seconds("speechTimeout").atLeast(0),
                    Attribute.url("partialResultCallback"),
                    Attribute.choice("partialResultCallbackMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.bool("profanityFilter"),
                    Attribute.bool("useEnhanced"),
                    Attribute.text("hints"),
                    Attribute.text("keyterms"),
                    Attribute.bool("smartFormat").byDefault("true"),
                    Attribute.choice(
                            "transcriptionEngine",
                            TranscriptionEngine.GOOGLE,
                            TranscriptionEngine.TELNYX,
                            TranscriptionEngine.AZURE,
                            TranscriptionEngine.DEEPGRAM,
                            TranscriptionEngine.XAI,
                            TranscriptionEngine.ASSEMBLYAI,
                            TranscriptionEngine.SONIOX,
                            TranscriptionEngine.SPEECHMATICS,
                            TranscriptionEngine.PARAKEET,
                            TranscriptionEngine.HUMAIN,
                            TranscriptionEngine.RESON8,
                            TranscriptionEngine.COHERE),
                    Attribute.text("model"),
                    Attribute.text("apiKeyRef"),
                    Attribute.text("region"),
                    Attribute.text("finishOnKey")
                            .like("[0-9*#]?", "one of 0-9, * and #, or empty")
                            .byDefault("#"),
                    Attribute.integer("numDigits").range(1, 128),
                    Attribute.text("language").byDefault("en-US"),
                    Attribute.text("validDigits").like("[0-9*#]+", "0-9, * and #"),
                    Attribute.url("invalidDigitsAction"),
                    Attribute.integer("minDigits").range(1, 128).byDefault(1),
                    Attribute.integer("maxDigits").range(1, 128).byDefault(128),
                    Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST))
            .children(Say.TYPE, Play.TYPE)
            .trap("api_key_ref", "apiKeyRef")
            .rule(Gather::check);

    private Gather(Parts parts) {
        super(TYPE, parts);
    }

    /** Waits for keys: as many as its attributes say, and without them for any number until {@code #}. */
    public static Gather gather() {
        return TYPE.create();
    }

    /** Waits for so many keys: 1 to 128. */
    public static Gather digits(int numDigits) {
        return gather().numDigits(numDigits);
    }

    /** Waits for so many keys at least and at most: each 1 to 128. */
    public static Gather digits(int minDigits, int maxDigits) {
        return gather().minDigits(minDigits).maxDigits(maxDigits);
    }

    /** Waits for speech. */
    public static Gather speech() {
        return gather().input(GatherInput.SPEECH);
    }

    /** Waits for keys or speech. */
    public static Gather digitsOrSpeech() {
        return gather().input(GatherInput.DTMF_SPEECH);
    }

    /** This with a text that is said while it waits, after what is said or played already. */
    public Gather say(String text) {
        return add(Say.text(text));
    }

    /** This with something that is said while it waits, after what is said or played already. */
    public Gather say(Say say) {
        return add(say);
    }

    /** This with the audio at a URL, which is played while it waits, after what is said or played already. */
    public Gather play(URI url) {
        return add(Play.url(url));
    }

    /** This with something that is played while it waits, after what is said or played already. */
    public Gather play(Play play) {
        return add(play);
    }

    /** This with things that are said or played while it waits, after what is there already. */
    public Gather prompts(List<? extends GatherChild> prompts) {
        return addAll(prompts);
    }

    /** {@code action}: where the platform goes on when the verb is over; it answers with the next document. A URL. */
    public Gather action(URI action) {
        return set("action", action);
    }

    /**
     * {@code timeout}: how long to wait for the next key, or for speech to begin. Whole seconds, 1 to 120.
     * Default: 5.
     */
    public Gather timeout(Duration timeout) {
        return set("timeout", timeout);
    }

    /** {@code input}: what is listened for. Default: {@link GatherInput#DTMF dtmf}. */
    public Gather input(GatherInput input) {
        return set("input", input);
    }

    /** {@code speechTimeout}: how long a silence ends the speech. Whole seconds, at least 0. */
    public Gather speechTimeout(Duration speechTimeout) {
        return set("speechTimeout", speechTimeout);
    }

    /**
     * {@code partialResultCallback}: an absolute URL that is told what was recognised so far; the sources disagree
     * whether the platform reads it.
     */
    public Gather partialResultCallback(URI partialResultCallback) {
        return set("partialResultCallback", partialResultCallback);
    }

    /**
     * {@code partialResultCallbackMethod}: how {@code partialResultCallback} is called. Default: {@link
     * CallbackMethod#POST POST}.
     */
    public Gather partialResultCallbackMethod(CallbackMethod value) {
        return set("partialResultCallbackMethod", value);
    }

    /** {@code profanityFilter}: whether swear words are left out of what is recognised. */
    public Gather profanityFilter(boolean profanityFilter) {
        return set("profanityFilter", profanityFilter);
    }

    /** {@code useEnhanced}: whether an enhanced model recognises speech. */
    public Gather useEnhanced(boolean useEnhanced) {
        return set("useEnhanced", useEnhanced);
    }

    /** {@code hints}: words that are likely to be said, for Deepgram Nova-2; Nova-3 drops them. Without commas of their own. */
    public Gather hints(String... hints) {
        return setWords("hints", hints);
    }

    /** {@code keyterms}: words that are likely to be said, for Deepgram Nova-3; without commas of their own. */
    public Gather keyterms(String... keyterms) {
        return setWords("keyterms", keyterms);
    }

    /** {@code smartFormat}: whether numbers, dates and the like are written as such; Deepgram only. Default: true. */
    public Gather smartFormat(boolean smartFormat) {
        return set("smartFormat", smartFormat);
    }

    /**
     * {@code transcriptionEngine}: what recognises the speech. Takes {@code Google}, {@code Telnyx}, {@code
     * Azure}, {@code Deepgram}, {@code xAI}, {@code AssemblyAI}, {@code Soniox}, {@code Speechmatics}, {@code
     * Parakeet}, {@code Humain}, {@code Reson8}, {@code Cohere}.
     */
    public Gather transcriptionEngine(TranscriptionEngine transcriptionEngine) {
        return set("transcriptionEngine", transcriptionEngine);
    }

    /**
     * {@code model}: the model of the engine, written {@code vendor/model}; its vendor has to be that of {@code
     * transcriptionEngine}.
     */
    public Gather model(String model) {
        return set("model", model);
    }

    /**
     * {@code apiKeyRef}: the name under which the key of the vendor is kept as a secret of the account; other
     * verbs write it otherwise.
     */
    public Gather apiKeyRef(String apiKeyRef) {
        return set("apiKeyRef", apiKeyRef);
    }

    /** {@code region}: the region of the vendor, which Azure needs. */
    public Gather region(String region) {
        return set("region", region);
    }

    /** {@code finishOnKey}: the key that ends the input; an empty text for none. Default: {@code #}. */
    public Gather finishOnKey(String finishOnKey) {
        return set("finishOnKey", finishOnKey);
    }

    /** {@code numDigits}: after how many keys the input is over. 1 to 128. */
    public Gather numDigits(int numDigits) {
        return set("numDigits", numDigits);
    }

    /** {@code language}: the language that is spoken. Default: {@code en-US}. */
    public Gather language(String language) {
        return set("language", language);
    }

    /** {@code validDigits}: the keys that are taken. */
    public Gather validDigits(String validDigits) {
        return set("validDigits", validDigits);
    }

    /** {@code invalidDigitsAction}: where the platform goes on when another key was pressed. A URL. */
    public Gather invalidDigitsAction(URI invalidDigitsAction) {
        return set("invalidDigitsAction", invalidDigitsAction);
    }

    /** {@code minDigits}: how many keys there have to be. 1 to 128. Default: 1. */
    public Gather minDigits(int minDigits) {
        return set("minDigits", minDigits);
    }

    /** {@code maxDigits}: after how many keys the input is over at the latest. 1 to 128. Default: 128. */
    public Gather maxDigits(int maxDigits) {
        return set("maxDigits", maxDigits);
    }

    /**
     * {@code method}: how {@code action} is called; the sources disagree whether it is read. Default: {@link
     * CallbackMethod#POST POST}.
     */
    public Gather method(CallbackMethod method) {
        return set("method", method);
    }

    private static void check(ElementChecks checks) {
        checks.needs(checks.is("transcriptionEngine", "Azure"), "the transcriptionEngine Azure", "region");
        checks.sameVendor("model", "transcriptionEngine");
        checks.hintsOfDeepgram();
        checks.notMore("minDigits", "maxDigits");
    }
}
