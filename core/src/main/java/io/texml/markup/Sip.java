package io.texml.markup;

/**
 * A SIP address that a {@link Dial} connects the call to.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/dial">its documentation</a>
 */
public final class Sip extends DialledNoun<Sip> implements DialNoun {

    static final ElementType<Sip> TYPE = ElementType.of("Sip", Content.SIP_URI, Sip::new)
            .attributes(attributes(Attribute.text("username"), Attribute.text("password")))
            .rule(DialledNoun::checkDialled);

    private Sip(Parts parts) {
        super(TYPE, parts);
    }

    /** A SIP URI, such as {@code sip:alice@example.com}. */
    public static Sip of(String sipUri) {
        return TYPE.create().addText(sipUri);
    }

    /** {@code username}: the user name for an address that asks for authentication. */
    public Sip username(String username) {
        return set("username", username);
    }

    /** {@code password}: the password for an address that asks for authentication; a secret. */
    public Sip password(String password) {
        return set("password", password);
    }
}
