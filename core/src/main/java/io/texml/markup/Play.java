package io.texml.markup;

import java.net.URI;
import java.util.Objects;

/**
 * Plays audio, tones or a ringing tone.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/play">its documentation</a>
 */
public final class Play extends AbstractElement<Play> implements Verb, GatherChild {

    static final ElementType<Play> TYPE = ElementType.of("Play", Content.AUDIO, Play::new)
            .attributes(
                    Attribute.integer("loop").atLeast(0).byDefault(1),
                    Attribute.bool("mediaStorage").byDefault("false"),
                    Attribute.text("digits").like("[0-9*#w]+", "0-9, *, # and w"),
                    Attribute.url("failoverUrl"),
                    Attribute.bool("continueOnError").byDefault("false"),
                    Attribute.choice("ringTone", RingTone.knownValues()))
            .rule(Play::check);

    private Play(Parts parts) {
        super(TYPE, parts);
    }

    /** Plays the audio at a URL. */
    public static Play url(URI url) {
        return TYPE.create().addText(Objects.requireNonNull(url, "url").toString());
    }

    /** Plays audio from the media storage of the account, by its name. */
    public static Play media(String mediaName) {
        return TYPE.create().mediaStorage(true).addText(mediaName);
    }

    /** Plays keys as tones: {@code 0-9 * #}, and {@code w} for half a second of silence. */
    public static Play tones(String digits) {
        return TYPE.create().digits(digits);
    }

    /** Plays the ringing tone of a country. The platform does not take it within a {@link Gather}. */
    public static Play ringing(RingTone ringTone) {
        return TYPE.create().ringTone(ringTone);
    }

    /** {@code loop}: how often it is repeated; 0 is without end. At least 0. Default: 1. */
    public Play loop(int loop) {
        return set("loop", loop);
    }

    /** {@code mediaStorage}: whether the content is the name of stored media and not a URL. Default: false. */
    public Play mediaStorage(boolean mediaStorage) {
        return set("mediaStorage", mediaStorage);
    }

    /** {@code digits}: keys to be played as tones: {@code 0-9 * #}, and {@code w} for half a second of silence. */
    public Play digits(String digits) {
        return set("digits", digits);
    }

    /**
     * {@code failoverUrl}: the URL of audio that is played when the first cannot be. In the vendor's notes, not
     * yet on the verb's page.
     */
    public Play failoverUrl(URI failoverUrl) {
        return set("failoverUrl", failoverUrl);
    }

    /**
     * {@code continueOnError}: whether the call goes on when the audio cannot be played. Default: false. In the
     * vendor's notes, not yet on the verb's page.
     */
    public Play continueOnError(boolean continueOnError) {
        return set("continueOnError", continueOnError);
    }

    /** {@code ringTone}: the ringing tone of a country. */
    public Play ringTone(RingTone ringTone) {
        return set("ringTone", ringTone);
    }

    private static void check(ElementChecks checks) {
        boolean ringTone = checks.has("ringTone");
        checks.refuseIf(
                ringTone && checks.hasText() && !checks.holdsTemplates(),
                "ringTone and audio exclude each other",
                "leave out ringTone, or the URL between the tags");
        checks.refuseIf(
                ringTone && checks.isWithin("Gather"),
                "ringTone is not taken within Gather",
                "play the audio of a URL, or move Play out of Gather");
        checks.warnIf(
                !ringTone && !checks.has("digits") && !checks.hasContent(),
                "Play has nothing to play",
                "the caller hears nothing",
                "write a URL between the tags, or set digits");
        boolean web = checks.textStartsWith("http:", "https:");
        checks.warnIf(
                web && !checks.isUrlOrEmpty() && checks.is("mediaStorage", "false"),
                "the text of Play is no URL",
                ElementChecks.NOT_DOCUMENTED,
                "escape what a URL cannot hold, such as blanks (%20)");
        boolean relative = !web && checks.textHas("/", ".") && !checks.textHas("://");
        boolean noUrl = !web
                && !checks.isUnresolved("mediaStorage")
                && !checks.is("mediaStorage", "true")
                && !checks.isUrlOrEmpty();
        checks.warnIf(
                noUrl && relative,
                "the text of Play is a relative URL",
                ElementChecks.NOT_DOCUMENTED,
                "write an absolute http or https URL");
        checks.refuseIf(
                noUrl && !relative,
                "the text of Play is no URL",
                "write an absolute http or https URL, or set mediaStorage to true for the name of stored media");
        checks.warnIf(
                checks.is("mediaStorage", "true") && web,
                "with mediaStorage the text of Play is the name of stored media, and this is a URL",
                "the platform looks for media of that name",
                "leave out mediaStorage");
    }
}
