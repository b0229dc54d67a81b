package io.texml.markup;

/**
 * Takes the caller out of the queue; the document goes on after the {@link Enqueue}. It stands in the document of a
 * {@code waitUrl}.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/leave">its documentation</a>
 */
public final class Leave extends AbstractElement<Leave> implements Verb {

    static final ElementType<Leave> TYPE = ElementType.of("Leave", Content.NONE, Leave::new);

    private Leave(Parts parts) {
        super(TYPE, parts);
    }

    /** Takes the caller out of the queue. */
    public static Leave leave() {
        return TYPE.create();
    }
}
