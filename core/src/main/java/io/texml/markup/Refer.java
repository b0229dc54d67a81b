package io.texml.markup;

import io.texml.CallbackMethod;
import java.net.URI;

/**
 * Hands the call over to a SIP address by the method REFER.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/refer">its documentation</a>
 */
public final class Refer extends AbstractElement<Refer> implements Verb {

    static final ElementType<Refer> TYPE = ElementType.of("Refer", Content.NONE, Refer::new)
            .attributes(
                    Attribute.url("action"),
                    Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST))
            .children(Sip.TYPE)
            .rule(Refer::check);

    private Refer(Parts parts) {
        super(TYPE, parts);
    }

    /** Hands the call over to a SIP URI, such as {@code sip:alice@example.com}. */
    public static Refer to(String sipUri) {
        return TYPE.create().add(Sip.TYPE.create().addText(sipUri));
    }

    /** {@code action}: where the platform goes on when the verb is over; it answers with the next document. A URL. */
    public Refer action(URI action) {
        return set("action", action);
    }

    /** {@code method}: how {@code action} is called. Default: {@link CallbackMethod#POST POST}. */
    public Refer method(CallbackMethod method) {
        return set("method", method);
    }

    private static void check(ElementChecks checks) {
        checks.refuseIf(checks.isMissing("Sip"), "Refer has nobody to refer to", "write a Sip with a SIP URI into it");
    }

    /**
     * The address that a call is handed over to.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/refer">its documentation</a>
     */
    public static final class Sip extends AbstractElement<Sip> {

        static final ElementType<Sip> TYPE = ElementType.of("Sip", Content.SIP_URI, Sip::new);

        private Sip(Parts parts) {
            super(TYPE, parts);
        }
    }
}
