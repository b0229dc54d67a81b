package io.texml.markup;

/**
 * Ends the call.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/hangup">its documentation</a>
 */
public final class Hangup extends AbstractElement<Hangup> implements Verb {

    static final ElementType<Hangup> TYPE = ElementType.of("Hangup", Content.NONE, Hangup::new);

    private Hangup(Parts parts) {
        super(TYPE, parts);
    }

    /** Ends the call. */
    public static Hangup hangup() {
        return TYPE.create();
    }
}
