package io.texml.markup;

import io.texml.CallbackMethod;
import java.net.URI;
import java.util.Objects;

/**
 * Goes on with another document; what stands behind it is never reached.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/redirect">its documentation</a>
 */
public final class Redirect extends AbstractElement<Redirect> implements Verb {

    static final ElementType<Redirect> TYPE = ElementType.of("Redirect", Content.URL, Redirect::new)
            .attributes(Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST));

    private Redirect(Parts parts) {
        super(TYPE, parts);
    }

    /** Goes on with the document at a URL. */
    public static Redirect to(URI url) {
        return TYPE.create().addText(Objects.requireNonNull(url, "url").toString());
    }

    /** {@code method}: how the document is fetched. Default: {@link CallbackMethod#POST POST}. */
    public Redirect method(CallbackMethod method) {
        return set("method", method);
    }
}
