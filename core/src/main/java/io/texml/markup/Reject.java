package io.texml.markup;

/**
 * Rejects the call before it is answered, so that it costs nothing. It has to be the first verb.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/reject">its documentation</a>
 */
public final class Reject extends AbstractElement<Reject> implements Verb {

    static final ElementType<Reject> TYPE = ElementType.of("Reject", Content.NONE, Reject::new)
            .attributes(Attribute.choice("reason", RejectReason.knownValues()).byDefault(RejectReason.REJECTED));

    private Reject(Parts parts) {
        super(TYPE, parts);
    }

    /** Rejects the call. */
    public static Reject reject() {
        return TYPE.create();
    }

    /** Rejects the call as if the line were busy. */
    public static Reject busy() {
        return reject().reason(RejectReason.BUSY);
    }

    /** {@code reason}: what the caller is told. Default: {@link RejectReason#REJECTED rejected}. */
    public Reject reason(RejectReason reason) {
        return set("reason", reason);
    }
}
