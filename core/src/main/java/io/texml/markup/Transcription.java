package io.texml.markup;

import io.texml.CallbackMethod;
import java.net.URI;

/**
 * Turns what is said on the call into text while it goes on.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/transcription">its documentation</a>
 */
public final class Transcription extends AbstractElement<Transcription> implements StartNoun {

    static final ElementType<Transcription> TYPE = ElementType.of("Transcription", Content.NONE, Transcription::new)
            .attributes(
                    Attribute.text("language").byDefault("en"),
                    Attribute.bool("interimResults").byDefault("false"),
                    Attribute.choice("transcriptionEngine", TranscriptionEngine.knownValues())
                            .byDefault(TranscriptionEngine.GOOGLE),
                    Attribute.choice("transcriptionTracks", TranscriptionTrack.knownValues())
                            .byDefault(TranscriptionTrack.INBOUND)
                            .inTwiml("both"),
                    Attribute.url("transcriptionCallback"),
                    Attribute.choice("transcriptionCallbackMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.text("model"),
                    Attribute.text("hints"),
                    Attribute.text("keyterms"),
                    Attribute.bool("smartFormat").byDefault("true"),
                    Attribute.text("apiKeyRef"),
                    Attribute.text("region"))
            .trap("api_key_ref", "apiKeyRef")
            .trap("track", "transcriptionTracks")
            .trap("statusCallbackUrl", "transcriptionCallback")
            .rule(Transcription::check);

    private Transcription(Parts parts) {
        super(TYPE, parts);
    }

    /** A transcription of the call. */
    public static Transcription transcription() {
        return TYPE.create();
    }

    /** {@code language}: the language, such as {@code en-US}. Default: {@code en}. */
    public Transcription language(String language) {
        return set("language", language);
    }

    /** {@code interimResults}: whether text comes before it is final; Google only. Default: false. */
    public Transcription interimResults(boolean interimResults) {
        return set("interimResults", interimResults);
    }

    /** {@code transcriptionEngine}: what recognises the speech. Default: {@link TranscriptionEngine#GOOGLE Google}. */
    public Transcription transcriptionEngine(TranscriptionEngine transcriptionEngine) {
        return set("transcriptionEngine", transcriptionEngine);
    }

    /**
     * {@code transcriptionTracks}: which side is transcribed. Default: {@link TranscriptionTrack#INBOUND inbound}.
     * In TwiML the default is {@code both}.
     */
    public Transcription transcriptionTracks(TranscriptionTrack transcriptionTracks) {
        return set("transcriptionTracks", transcriptionTracks);
    }

    /** {@code transcriptionCallback}: an absolute URL that is told the text. */
    public Transcription transcriptionCallback(URI transcriptionCallback) {
        return set("transcriptionCallback", transcriptionCallback);
    }

    /**
     * {@code transcriptionCallbackMethod}: how {@code transcriptionCallback} is called. Default: {@link
     * CallbackMethod#POST POST}.
     */
    public Transcription transcriptionCallbackMethod(CallbackMethod value) {
        return set("transcriptionCallbackMethod", value);
    }

    /**
     * {@code model}: the model of the engine, written {@code vendor/model}; its vendor has to be that of {@code
     * transcriptionEngine}.
     */
    public Transcription model(String model) {
        return set("model", model);
    }

    /** {@code hints}: words that are likely to be said, for Deepgram Nova-2; Nova-3 drops them. Without commas of their own. */
    public Transcription hints(String... hints) {
        return setWords("hints", hints);
    }

    /** {@code keyterms}: words that are likely to be said, for Deepgram Nova-3; without commas of their own. */
    public Transcription keyterms(String... keyterms) {
        return setWords("keyterms", keyterms);
    }

    /** {@code smartFormat}: whether numbers, dates and the like are written as such; Deepgram only. Default: true. */
    public Transcription smartFormat(boolean smartFormat) {
        return set("smartFormat", smartFormat);
    }

    /**
     * {@code apiKeyRef}: the name under which the key of the vendor is kept as a secret of the account; other
     * verbs write it otherwise.
     */
    public Transcription apiKeyRef(String apiKeyRef) {
        return set("apiKeyRef", apiKeyRef);
    }

    /** {@code region}: the region of the vendor, which Azure needs. */
    public Transcription region(String region) {
        return set("region", region);
    }

    private static void check(ElementChecks checks) {
        checks.needs(checks.is("transcriptionEngine", "Azure"), "the transcriptionEngine Azure", "region");
        checks.sameVendor("model", "transcriptionEngine");
        checks.hintsOfDeepgram();
    }
}
