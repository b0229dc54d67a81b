package io.texml.markup;

import java.util.UUID;

/**
 * Says a text. Speech markup (SSML) may stand between the words; the platform hands it to the voice and does not
 * check it.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/say">its documentation</a>
 */
public final class Say extends AbstractElement<Say> implements Verb, GatherChild {

    static final ElementType<Say> TYPE = ElementType.of("Say", Content.SPEECH, Say::new)
            .attributes(
                    Attribute.text("voice").byDefault("man"),
                    Attribute.text("language"),
                    Attribute.integer("loop").range(0, 10).byDefault(1),
                    Attribute.choice("gender", VoiceGender.knownValues()),
                    Attribute.choice("effect", VoiceEffect.knownValues()),
                    Attribute.decimal("voiceSpeed").range("0.1", "2.0").byDefault(1),
                    Attribute.text("api_key_ref"),
                    Attribute.text("region"),
                    Attribute.uuid("pronunciationDictId"),
                    Attribute.choice("languageBoost", LanguageBoost.knownValues()))
            .trap("voice_speed", "voiceSpeed")
            .trap("apiKeyRef", "api_key_ref")
            .rule(Say::check);

    private Say(Parts parts) {
        super(TYPE, parts);
    }

    /** Says a text; whatever stands in it is said, {@code <} and {@code &} included. */
    public static Say text(String text) {
        return TYPE.create().addText(text);
    }

    /** Says speech markup: {@code Say.speech(Ssml.emphasis("now"))}. */
    public static Say speech(RawElement ssml) {
        return TYPE.create().add(ssml);
    }

    /** This with more text, after what it says already; no blank is put in between. */
    public Say append(String text) {
        return addText(text);
    }

    /** This with speech markup of {@link Ssml}, after what it says already. */
    public Say append(RawElement ssml) {
        return add(ssml);
    }

    /**
     * {@code voice}: who speaks: {@code man}, {@code woman}, {@code alice}, or the voice of a vendor such as
     * {@code Polly.Joanna-Neural}, {@code Azure.en-US-JennyNeural}, {@code ElevenLabs.<model>.<voice>} or {@code
     * Telnyx.<model>.<voice>}. Default: {@code man}.
     */
    public Say voice(String voice) {
        return set("voice", voice);
    }

    /** {@code language}: the language, such as {@code en-US}. */
    public Say language(String language) {
        return set("language", language);
    }

    /** {@code loop}: how often it is repeated; 0 is without end. 0 to 10. Default: 1. */
    public Say loop(int loop) {
        return set("loop", loop);
    }

    /** {@code gender}: the gender of an Azure voice. */
    public Say gender(VoiceGender gender) {
        return set("gender", gender);
    }

    /** {@code effect}: what an Azure voice is made clear for. */
    public Say effect(VoiceEffect effect) {
        return set("effect", effect);
    }

    /**
     * {@code voiceSpeed}: how fast the voice speaks; 1 is its own pace. 0.1 to 2.0. Default: 1. In the vendor's
     * notes, not yet on the verb's page.
     */
    public Say voiceSpeed(double voiceSpeed) {
        return set("voiceSpeed", voiceSpeed);
    }

    /**
     * {@code api_key_ref}: the name under which the key of the vendor is kept as a secret of the account; other
     * verbs write it otherwise.
     */
    public Say apiKeyRef(String apiKeyRef) {
        return set("api_key_ref", apiKeyRef);
    }

    /** {@code region}: the region of the vendor, which Azure needs. */
    public Say region(String region) {
        return set("region", region);
    }

    /** {@code pronunciationDictId}: the id of a dictionary of pronunciations. */
    public Say pronunciationDictId(UUID pronunciationDictId) {
        return set("pronunciationDictId", pronunciationDictId);
    }

    /**
     * {@code languageBoost}: the language whose sounds the voice favours. In the vendor's notes, not yet on the
     * verb's page.
     */
    public Say languageBoost(LanguageBoost languageBoost) {
        return set("languageBoost", languageBoost);
    }

    private static void check(ElementChecks checks) {
        checks.needs(checks.startsWith("voice", "ElevenLabs."), "a voice of ElevenLabs", "api_key_ref");
        checks.needs(
                checks.startsWith("voice", "Azure.") && checks.has("api_key_ref"),
                "an Azure voice with api_key_ref",
                "region");
    }
}
