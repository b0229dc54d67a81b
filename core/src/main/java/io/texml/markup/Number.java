package io.texml.markup;

import io.texml.DeepfakeDetection;
import java.net.URI;

/**
 * A number that a {@link Dial} connects the call to.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/dial">its documentation</a>
 */
@SuppressWarnings("JavaLangClash") // the name is TeXML's
public final class Number extends DialledNoun<Number> implements DialNoun {

    static final ElementType<Number> TYPE = ElementType.of("Number", Content.NUMBER, Number::new)
            .attributes(attributes(
                    Attribute.text("sendDigits").like("[0-9*#w]+", "0-9, *, # and w"),
                    Attribute.choice("deepfakeDetection", DeepfakeDetection.knownValues()),
                    Attribute.url("deepfakeDetectionCallbackUrl")))
            .rule(DialledNoun::checkDialled);

    private Number(Parts parts) {
        super(TYPE, parts);
    }

    /** A number in E.164 form, such as {@code +13125550147}. */
    public static Number of(String number) {
        return TYPE.create().addText(number);
    }

    /**
     * {@code sendDigits}: keys to be sent when the called side answers: {@code 0-9 * #}, and {@code w} for half a
     * second of silence.
     */
    public Number sendDigits(String sendDigits) {
        return set("sendDigits", sendDigits);
    }

    /**
     * {@code deepfakeDetection}: whether to find out if the voice is synthetic. In the vendor's notes, not yet on
     * the verb's page.
     */
    public Number deepfakeDetection(DeepfakeDetection deepfakeDetection) {
        return set("deepfakeDetection", deepfakeDetection);
    }

    /**
     * {@code deepfakeDetectionCallbackUrl}: an absolute URL that is told the result. In the vendor's notes, not
     * yet on the verb's page.
     */
    public Number deepfakeDetectionCallbackUrl(URI deepfakeDetectionCallbackUrl) {
        return set("deepfakeDetectionCallbackUrl", deepfakeDetectionCallbackUrl);
    }
}
