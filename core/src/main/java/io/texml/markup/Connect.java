package io.texml.markup;

import io.texml.CallbackMethod;
import java.net.URI;

/**
 * Hands the call to a stream, an assistant or a relay until that is over.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/connect">its documentation</a>
 */
public final class Connect extends AbstractElement<Connect> implements Verb {

    static final ElementType<Connect> TYPE = ElementType.of("Connect", Content.NONE, Connect::new)
            .attributes(
                    Attribute.url("action"),
                    Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST))
            .children(Stream.TYPE, AIAssistant.TYPE, ConversationRelay.TYPE)
            .rule(Connect::check);

    private Connect(Parts parts) {
        super(TYPE, parts);
    }

    /** Hands the call to one of them. */
    public static Connect to(ConnectNoun noun) {
        return TYPE.create().add(noun);
    }

    /**
     * {@code action}: where the platform goes on when an {@link AIAssistant} or a {@link ConversationRelay} is
     * over; it answers with the next document. A URL.
     */
    public Connect action(URI action) {
        return set("action", action);
    }

    /** {@code method}: how {@code action} is called. Default: {@link CallbackMethod#POST POST}. */
    public Connect method(CallbackMethod method) {
        return set("method", method);
    }

    private static void check(ElementChecks checks) {
        checks.exactlyOneChild();
    }
}
