package io.texml.markup;

import io.texml.CallbackMethod;
import java.net.URI;

/**
 * A queue, whose first caller a {@link Dial} connects the call to.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/dial">its documentation</a>
 */
public final class Queue extends AbstractElement<Queue> implements DialNoun {

    static final ElementType<Queue> TYPE = ElementType.of("Queue", Content.NAME, Queue::new)
            .attributes(
                    Attribute.url("url"),
                    Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST));

    private Queue(Parts parts) {
        super(TYPE, parts);
    }

    /** A queue by its name. */
    public static Queue of(String name) {
        return TYPE.create().addText(name);
    }

    /** {@code url}: the URL of a document that the waiting caller hears before the two are connected. */
    public Queue url(URI url) {
        return set("url", url);
    }

    /** {@code method}: how {@code url} is fetched. Default: {@link CallbackMethod#POST POST}. */
    public Queue method(CallbackMethod method) {
        return set("method", method);
    }
}
