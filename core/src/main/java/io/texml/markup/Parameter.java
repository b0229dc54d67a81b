package io.texml.markup;

/**
 * A parameter of your own.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/stream">its documentation</a>
 */
public final class Parameter extends AbstractElement<Parameter> {

    static final ElementType<Parameter> TYPE = ElementType.of("Parameter", Content.NONE, Parameter::new)
            .attributes(
                    Attribute.text("name").isRequired(), Attribute.text("value").isRequired());

    private Parameter(Parts parts) {
        super(TYPE, parts);
    }

    /** A parameter of your own; both may be any text. */
    public static Parameter of(String name, String value) {
        return TYPE.create().set("name", name).set("value", value);
    }
}
