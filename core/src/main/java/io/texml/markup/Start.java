package io.texml.markup;

import java.util.Arrays;

/**
 * Begins something that goes on beside the call while the document goes on.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/start">its documentation</a>
 */
public final class Start extends AbstractElement<Start> implements Verb {

    static final ElementType<Start> TYPE = ElementType.of("Start", Content.NONE, Start::new)
            .children(Stream.TYPE, Transcription.TYPE, Suppression.TYPE, Siprec.TYPE, Recording.TYPE)
            .rule(Start::check);

    private Start(Parts parts) {
        super(TYPE, parts);
    }

    /** Begins one or more things. */
    public static Start of(StartNoun first, StartNoun... more) {
        return TYPE.create().add(first).addAll(Arrays.asList(more));
    }

    private static void check(ElementChecks checks) {
        checks.warnIf(!checks.hasContent(), "Start begins nothing", ElementChecks.IGNORED, "leave it out");
    }
}
