package io.texml.markup;

import java.util.List;

/**
 * Suppresses noise on the call.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/suppression">its documentation</a>
 */
public final class Suppression extends AbstractElement<Suppression> implements StartNoun {

    static final ElementType<Suppression> TYPE = ElementType.of("Suppression", Content.NONE, Suppression::new)
            .attributes(
                    Attribute.choice("direction", SuppressionDirection.knownValues())
                            .byDefault(SuppressionDirection.INBOUND),
                    Attribute.choice("noiseSuppressionEngine", SuppressionEngine.knownValues())
                            .byDefault(SuppressionEngine.DENOISER),
                    Attribute.text("model"),
                    Attribute.decimal("suppressionLevel").range("0", "100"),
                    Attribute.choice("family", SuppressionFamily.knownValues()).byDefault(SuppressionFamily.SPARROW),
                    Attribute.choice("size", SuppressionSize.knownValues()).byDefault(SuppressionSize.SMALL),
                    Attribute.decimal("enhancementLevel").range("0", "1").byDefault(0.8))
            .rule(Suppression::check);

    private Suppression(Parts parts) {
        super(TYPE, parts);
    }

    /** A suppression of noise with the engine that is used when none is named. */
    public static Suppression suppression() {
        return TYPE.create();
    }

    /** {@code direction}: on which side. Default: {@link SuppressionDirection#INBOUND inbound}. */
    public Suppression direction(SuppressionDirection direction) {
        return set("direction", direction);
    }

    /**
     * {@code noiseSuppressionEngine}: what does it. Default: {@link SuppressionEngine#DENOISER Denoiser}. In the
     * vendor's notes, not yet on the verb's page.
     */
    public Suppression noiseSuppressionEngine(SuppressionEngine noiseSuppressionEngine) {
        return set("noiseSuppressionEngine", noiseSuppressionEngine);
    }

    /** {@code model}: the model of the engine Krisp. */
    public Suppression model(String model) {
        return set("model", model);
    }

    /** {@code suppressionLevel}: how much is suppressed, of the engine Krisp. 0 to 100. */
    public Suppression suppressionLevel(double suppressionLevel) {
        return set("suppressionLevel", suppressionLevel);
    }

    /**
     * {@code family}: the family of models of the engine AiCoustics. Default: {@link SuppressionFamily#SPARROW
     * sparrow}.
     */
    public Suppression family(SuppressionFamily family) {
        return set("family", family);
    }

    /**
     * {@code size}: the size of the model of the engine AiCoustics; {@code vf} needs the family quail. Default:
     * {@link SuppressionSize#SMALL s}.
     */
    public Suppression size(SuppressionSize size) {
        return set("size", size);
    }

    /** {@code enhancementLevel}: how much is enhanced, of the engine AiCoustics. 0 to 1. Default: 0.8. */
    public Suppression enhancementLevel(double enhancementLevel) {
        return set("enhancementLevel", enhancementLevel);
    }

    private static void check(ElementChecks checks) {
        for (String name : List.of("model", "suppressionLevel")) {
            checks.refuseIf(
                    checks.has(name) && checks.isOther("noiseSuppressionEngine", "Krisp"),
                    name + " needs the noiseSuppressionEngine Krisp",
                    "set noiseSuppressionEngine to Krisp, or leave out " + name);
        }
        for (String name : List.of("family", "size", "enhancementLevel")) {
            checks.refuseIf(
                    checks.has(name) && checks.isOther("noiseSuppressionEngine", "AiCoustics"),
                    name + " needs the noiseSuppressionEngine AiCoustics",
                    "set noiseSuppressionEngine to AiCoustics, or leave out " + name);
        }
        checks.refuseIf(
                checks.is("size", "vf") && checks.isOther("family", "quail"),
                "the size vf needs the family quail",
                "set family to quail");
    }
}
