package io.texml.markup;

import java.time.Duration;

/**
 * Speech markup for {@link Say}, as SSML 1.1 names it. Which of it a voice understands is the vendor's; the platform hands it
 * on. Elements of a vendor's own are made by {@link Element#of}: {@code Element.of("amazon:effect")}.
 */
public final class Ssml {

    private Ssml() {}

    /** {@code break}: silence, in whole milliseconds. */
    public static RawElement pause(Duration time) {
        return Element.of("break").attribute("time", time.toMillis() + "ms");
    }

    /**
     * {@code emphasis}: a text that is stressed.
     *
     * @param level {@code strong}, {@code moderate}, {@code none} or {@code reduced}
     */
    public static RawElement emphasis(String level, String text) {
        return Element.of("emphasis").attribute("level", level).text(text);
    }

    /** {@code lang}: a text in another language, such as {@code fr-FR}. */
    public static RawElement language(String language, String text) {
        return Element.of("lang").attribute("xml:lang", language).text(text);
    }

    /** {@code p}: a paragraph. */
    public static RawElement paragraph(String text) {
        return Element.of("p").text(text);
    }

    /**
     * {@code phoneme}: how a text is pronounced.
     *
     * @param alphabet of the pronunciation, such as {@code ipa}
     */
    public static RawElement phoneme(String alphabet, String pronunciation, String text) {
        return Element.of("phoneme")
                .attribute("alphabet", alphabet)
                .attribute("ph", pronunciation)
                .text(text);
    }

    /** {@code prosody}: a text with a rate, a pitch or a volume of its own, which are attributes still to be set. */
    public static RawElement prosody(String text) {
        return Element.of("prosody").text(text);
    }

    /** {@code s}: a sentence. */
    public static RawElement sentence(String text) {
        return Element.of("s").text(text);
    }

    /**
     * {@code say-as}: a text that is read as what it is.
     *
     * @param interpretAs such as {@code digits}, {@code telephone}, {@code date} or {@code spell-out}
     */
    public static RawElement sayAs(String interpretAs, String text) {
        return Element.of("say-as").attribute("interpret-as", interpretAs).text(text);
    }

    /** {@code sub}: a text in whose place another is said. */
    public static RawElement substitute(String alias, String text) {
        return Element.of("sub").attribute("alias", alias).text(text);
    }

    /**
     * {@code w}: a word that can be read in several ways.
     *
     * @param role which of them, as the vendor writes it
     */
    public static RawElement word(String role, String text) {
        return Element.of("w").attribute("role", role).text(text);
    }
}
